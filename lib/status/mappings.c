/*
 * The codes of other protocols: gRPC's, and the error types of RFC 9209.
 *
 * SPDX-License-Identifier: MIT
 */
#include <httpstatus/status.h>

#include "mappings.h"

enum {
	GRPC_CODES = sizeof grpc_to_http / sizeof grpc_to_http[0],
	PROXY_ERRORS = sizeof proxy_errors / sizeof proxy_errors[0],
};

int httpstatus_grpc_client_code(int code)
{
	for (size_t i = 0; i < sizeof http_to_grpc / sizeof http_to_grpc[0]; i++)
		if (http_to_grpc[i].http == code)
			return http_to_grpc[i].grpc;
	return GRPC_OTHERWISE;
}

int httpstatus_grpc_gateway_status(int grpc)
{
	return grpc >= 0 && grpc < GRPC_CODES ? grpc_to_http[grpc] : 500;
}

int httpstatus_proxy_error_status(int error)
{
	return error >= 0 && error < PROXY_ERRORS ? proxy_errors[error].http : -1;
}

const char *httpstatus_proxy_error_section(int error)
{
	return error >= 0 && error < PROXY_ERRORS ? proxy_errors[error].section : NULL;
}
