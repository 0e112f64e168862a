/*
 * What every language's wrapper shares: the public headers, as they are. The wrappers stay flat; each language's own layer
 * (python/httpstatus/, lua/httpstatus.lua) makes them feel at home.
 *
 * The typemap for int, which each language defines before it takes this file in, lets any whole number through: one that is too
 * large for C's int becomes INT_MAX or INT_MIN, which are as far from being a status code.
 *
 * SPDX-License-Identifier: MIT
 */
%{
#include <httpstatus/httpstatus.h>

#include <limits.h>
%}

%include <stdint.i>

/* Handles come from functions and go back to functions; a language must not make or free them by itself. */
%nodefaultctor;
%nodefaultdtor;

%apply (char *STRING, size_t LENGTH) { (const char *name, size_t length) };

%include <httpstatus/base.h>
%include <httpstatus/status.h>
