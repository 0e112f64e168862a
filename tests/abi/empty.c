/* A library of one constant, built as ours is: what the loader has to do for it, it may have to do for ours. SPDX-License-Identifier: MIT */
extern const int nothing;
const int nothing = 0;
