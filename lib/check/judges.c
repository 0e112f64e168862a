/*
 * A judge by the name that rules.toml has for it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include "check_judges.h"
