/**
 * @file
 * libhttpstatus: what an HTTP status code means.
 *
 * This header takes in one header for each question the library answers:
 *
 *     status.h     what is this code?
 *     exchange.h   what did this exchange say?
 *     next.h       what may the client do next?
 *     cache.h      what may a cache do?
 *     check.h      is the exchange right?
 *     choose.h     which code should the server send?
 *
 * Link with -lhttpstatus (pkg-config libhttpstatus).
 */
/* SPDX-License-Identifier: MIT */
#ifndef HTTPSTATUS_HTTPSTATUS_H
#define HTTPSTATUS_HTTPSTATUS_H

#include <httpstatus/base.h>
#include <httpstatus/cache.h>
#include <httpstatus/check.h>
#include <httpstatus/choose.h>
#include <httpstatus/exchange.h>
#include <httpstatus/next.h>
#include <httpstatus/status.h>

#endif
