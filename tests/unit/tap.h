/*
 * The main function that every Check program of these tests has: the results go to standard output as TAP, which meson reads; so the
 * exit status says only whether the program came to its end.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_TESTS_TAP_H
#define HTTPSTATUS_TESTS_TAP_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static inline int tap_main(Suite *suite)
{
	SRunner *runner = srunner_create(suite);

	srunner_set_tap(runner, "-");
	srunner_run_all(runner, CK_SILENT);
	srunner_free(runner);
	return EXIT_SUCCESS;
}

static inline void suite_add(Suite *suite, const TTest *test)
{
	TCase *tcase = tcase_create(test->name);

	tcase_add_test(tcase, test);
	tcase_set_timeout(tcase, 120);
	suite_add_tcase(suite, tcase);
}

#endif
