/* Resolving URI references. The table of RFC 3986, 5.4, is checked in tests/values. SPDX-License-Identifier: MIT */
#include "tap.h"
#include "values.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TARGET_SIZE = 512, MEGABYTE = 1 << 20 };

static struct span text(const char *string)
{
	return (struct span){string, strlen(string)};
}

struct resolved {
	char target[TARGET_SIZE];
	unsigned defects;
};

static struct resolved resolve(const char *base, const char *reference, bool inherit)
{
	struct resolved got;
	size_t length = uri_resolve(text(base), text(reference), inherit, got.target, TARGET_SIZE - 1, &got.defects);

	ck_assert_uint_lt(length, TARGET_SIZE);
	got.target[length] = '\0';
	return got;
}

static void clean(const char *base, const char *reference, const char *target)
{
	struct resolved got = resolve(base, reference, false);

	ck_assert_str_eq(got.target, target);
	ck_assert_msg(got.defects == 0, "\"%s\" has the defects %u", reference, got.defects);
}

static void defective(const char *base, const char *reference, const char *target, unsigned defects)
{
	struct resolved got = resolve(base, reference, false);

	ck_assert_str_eq(got.target, target);
	ck_assert_msg(got.defects == defects, "\"%s\" has the defects %u, not %u", reference, got.defects, defects);
}

START_TEST(the_locations_of_rfc_9110_resolve) /* RFC 9110, 10.2.2 */
{
	clean("http://www.example.org/~tim", "/People.html#tim", "http://www.example.org/People.html#tim");
	ck_assert_str_eq(
		resolve("http://www.example.org/index.html#larry", "http://www.example.net/index.html", true).target,
		"http://www.example.net/index.html#larry");
}
END_TEST

START_TEST(a_fragment_is_inherited_only_where_none_is_there_and_who_asks) /* RFC 9110, 10.2.2; RFC 3986, 5.2.2 */
{
	ck_assert_str_eq(resolve("http://a/b#c", "d", true).target, "http://a/d#c");
	ck_assert_str_eq(resolve("http://a/b#c", "d#e", true).target, "http://a/d#e");
	ck_assert_str_eq(resolve("http://a/b#c", "d#", true).target, "http://a/d#");
	ck_assert_str_eq(resolve("http://a/b#", "d", true).target, "http://a/d#");
	ck_assert_str_eq(resolve("http://a/b", "d", true).target, "http://a/d");
	ck_assert_str_eq(resolve("http://a/b#c", "", true).target, "http://a/b#c");
	ck_assert_str_eq(resolve("http://a/b#c", "d", false).target, "http://a/d");
	ck_assert_str_eq(resolve("http://a/b#c", "", false).target, "http://a/b");
}
END_TEST

START_TEST(references_of_nothing_but_delimiters_resolve) /* RFC 3986, 5.2.2, 5.3 */
{
	clean("http://a/b/c?d", "", "http://a/b/c?d");
	clean("http://a/b/c?d", "?", "http://a/b/c?");
	clean("http://a/b/c?d", "#", "http://a/b/c?d#");
	clean("http://a/b/c?d", "//host", "http://host");
	clean("http://a/b/c?d", "/", "http://a/");
}
END_TEST

START_TEST(an_empty_base_path_is_the_root) /* RFC 3986, 5.2.3 */
{
	clean("http://a", "g", "http://a/g");
	clean("http://a", "../g", "http://a/g");
	clean("http://a", ".", "http://a/");
	clean("http://a?b", "g", "http://a/g");
	clean("http://a", "?g", "http://a?g");
	clean("http://a", "", "http://a");
	clean("urn:", "g", "urn:g");
}
END_TEST

START_TEST(a_reference_with_a_scheme_is_taken_as_it_is) /* RFC 3986, 5.2.2, strict */
{
	defective("http://a/b", "http:g", "http:g", URI_DEFECT_HOST);
	defective("http://a/b", "http:?g", "http:?g", URI_DEFECT_HOST);
	clean("http://a/b", "mailto:u@h", "mailto:u@h");
	clean("http://a/b", "HTTPS://H/./x/../y", "HTTPS://H/y");
}
END_TEST

START_TEST(the_parts_of_an_authority_are_kept)
{
	clean("http://u:p@a:80/b/c", "d", "http://u:p@a:80/b/d");
	clean("http://[2001:db8::7]:80/b", "/d", "http://[2001:db8::7]:80/d");
	clean("http://a/b", "//[v1.a:b]/d", "http://[v1.a:b]/d");
	clean("http://a/b", "//u@h:8080?d", "http://u@h:8080?d");
	clean("http://a:/b", "d", "http://a:/d");
	clean("http://a/b", "//%e4%BD:00080", "http://%e4%BD:00080");
}
END_TEST

START_TEST(dot_segments_are_removed) /* RFC 3986, 5.2.4 */
{
	clean("http://a/", "/a/b/c/./../../g", "http://a/a/g");
	clean("http://a/", "mid/content=5/../6", "http://a/mid/6");
	clean("http://a/b/c", "d/..", "http://a/b/");
	clean("http://a/b/c", "d/.", "http://a/b/d/");
	clean("http://a/b/c", "d//..", "http://a/b/d/");
	clean("http://a/b/c", "d//../e", "http://a/b/d/e");
	clean("http://a/b/c", "...", "http://a/b/...");
	clean("http://a/b/c", ".../..", "http://a/b/");
	clean("http://a/b/c", "/../../..", "http://a/");
	clean("http://a/b/../c/./d", "e", "http://a/c/e");
	clean("http://a/b/c", "%2e%2E/d", "http://a/b/%2e%2E/d"); /* no dot segment before normalization: 6.2.2 */
}
END_TEST

START_TEST(the_base_path_is_left_alone_where_the_reference_has_none) /* RFC 3986, 5.2.2 */
{
	clean("http://a/b/../c", "?d", "http://a/b/../c?d");
	clean("http://a/b/./c?d", "#e", "http://a/b/./c?d#e");
}
END_TEST

START_TEST(paths_without_a_root_lose_their_dots_as_5_2_4_says)
{
	clean("x:a", "..", "x:");
	clean("x:a/b", "../../c", "x:/c");
	clean("x:a", ".//c", "x:/c");
	clean("x:../a/b", "c", "x:a/c");
	clean("x:./../b", "c", "x:c");
	clean("x:a", "y:a/../b", "y:/b");
	clean("x:a", "y:../b", "y:b");
	clean("x:a", "y:.", "y:");
	clean("x:a", "y:a/..", "y:/");
}
END_TEST

START_TEST(no_path_turns_into_an_authority) /* RFC 3986, 3.3 */
{
	clean("x:/a", "/..//evil", "x:/.//evil");
	clean("x:/a/b", "..//evil", "x:/.//evil");
	clean("x:a", "y:/.//evil", "y:/.//evil");
	clean("x:a", "y:b/..//evil", "y:/.//evil");
	defective("http://a/b", "http:/..//evil", "http:/.//evil", URI_DEFECT_HOST);
	clean("http://a/b", "/..//evil", "http://a//evil");
}
END_TEST

START_TEST(spaces_and_controls_are_encoded)
{
	defective("http://a/b", "a b", "http://a/a%20b", URI_DEFECT_SPACE);
	defective("http://a/b", "?a\tb", "http://a/b?a%09b", URI_DEFECT_SPACE);
	defective("http://a/b", "#\r\n\x7f", "http://a/b#%0D%0A%7F", URI_DEFECT_SPACE);
	defective("http://a/b", "//h h/", "http://h%20h/", URI_DEFECT_SPACE);
	defective("http://a/b", " http://x", "http://a/%20http://x", URI_DEFECT_SPACE | URI_DEFECT_SCHEME);
}
END_TEST

START_TEST(a_nul_is_encoded_too)
{
	char target[TARGET_SIZE];
	unsigned defects;
	size_t length = uri_resolve(text("http://a/b"), (struct span){"a\0b", 3}, false, target, TARGET_SIZE, &defects);

	ck_assert(span_equals((struct span){target, length}, SPAN("http://a/a%00b")));
	ck_assert_uint_eq(defects, URI_DEFECT_SPACE);
}
END_TEST

START_TEST(octets_beyond_ascii_are_encoded)
{
	defective("http://a/b", "/caf\xc3\xa9?\xff#\x80", "http://a/caf%C3%A9?%FF#%80", URI_DEFECT_NON_ASCII);
	defective("http://a/b", "//b\xc3\xbc@h\xc3\xbc", "http://b%C3%BC@h%C3%BC", URI_DEFECT_NON_ASCII);
}
END_TEST

START_TEST(characters_that_no_uri_has_are_encoded) /* RFC 3986, appendix A */
{
	defective("http://a/b", "<>\"{}|\\^`", "http://a/%3C%3E%22%7B%7D%7C%5C%5E%60", URI_DEFECT_CHARACTER);
	defective("http://a/b", "?a[]=1", "http://a/b?a%5B%5D=1", URI_DEFECT_CHARACTER);
	defective("http://a/b", "#a#b", "http://a/b#a%23b", URI_DEFECT_CHARACTER);
	defective("http://a/b", "//u@v@h", "http://u%40v@h", URI_DEFECT_CHARACTER);
	defective("http://a/b", "//h\\@evil/", "http://h%5C@evil/", URI_DEFECT_CHARACTER);
	defective("http://a/b", "//[]/", "http://%5B%5D/", URI_DEFECT_CHARACTER);
}
END_TEST

START_TEST(all_characters_that_a_uri_may_have_stay) /* RFC 3986, appendix A */
{
	clean("http://a/",
		"//-._~!$&'()*+,;=:@-._~!$&'()*+,;=:1/-._~!$&'()*+,;=:@?-._~!$&'()*+,;=:@/?#-._~!$&'()*+,;=:@/"
		"?",
		"http://-._~!$&'()*+,;=:@-._~!$&'()*+,;=:1/-._~!$&'()*+,;=:@?-._~!$&'()*+,;=:@/"
		"?#-._~!$&'()*+,;=:@/?");
}
END_TEST

START_TEST(all_defects_are_told_at_once)
{
	defective("http://a/b", "1:a b\xff", "http://a/1:a%20b%FF",
		URI_DEFECT_SCHEME | URI_DEFECT_SPACE | URI_DEFECT_NON_ASCII);
	defective("http://a/b", "// @\xff:80\"", "http://%20@%FF:80%22",
		URI_DEFECT_SPACE | URI_DEFECT_NON_ASCII | URI_DEFECT_CHARACTER | URI_DEFECT_PORT);
	defective("http://a/b", "/ ?\xff#%", "http://a/%20?%FF#%25",
		URI_DEFECT_SPACE | URI_DEFECT_NON_ASCII | URI_DEFECT_PERCENT);
	defective("http://a/b", "//:x", "http://:x", URI_DEFECT_PORT | URI_DEFECT_HOST);
}
END_TEST

START_TEST(a_percent_sign_without_digits_is_encoded) /* RFC 3986, 2.1 */
{
	defective("http://a/b", "%", "http://a/%25", URI_DEFECT_PERCENT);
	defective("http://a/b", "%4", "http://a/%254", URI_DEFECT_PERCENT);
	defective("http://a/b", "%4/a", "http://a/%254/a", URI_DEFECT_PERCENT);
	defective("http://a/b", "%4?1", "http://a/%254?1", URI_DEFECT_PERCENT);
	defective("http://a/b", "%zz?%#%%41", "http://a/%25zz?%25#%25%41", URI_DEFECT_PERCENT);
	clean("http://a/b", "%aF%09", "http://a/%aF%09");
}
END_TEST

START_TEST(a_colon_that_ends_no_scheme_is_of_the_path) /* RFC 3986, 4.2 */
{
	defective("http://a/b", "1a:b", "http://a/1a:b", URI_DEFECT_SCHEME);
	defective("http://a/b", ":b", "http://a/:b", URI_DEFECT_SCHEME);
	defective("http://a/b", "a_b://c", "http://a/a_b://c", URI_DEFECT_SCHEME);
	clean("http://a/b", "./a:b", "http://a/a:b");
	clean("http://a/b", "/a:b", "http://a/a:b");
	clean("http://a/b", "a/b:c", "http://a/a/b:c");
	clean("http://a/b", "?a:b", "http://a/b?a:b");
	clean("http://a/b", "urn:a:b", "urn:a:b");
	clean("http://a/b", "//h/a:b", "http://h/a:b");
}
END_TEST

START_TEST(a_port_is_digits_up_to_65535)
{
	clean("http://a/", "//h:0", "http://h:0");
	clean("http://a/", "//h:65535", "http://h:65535");
	clean("http://a/", "//h:", "http://h:");
	defective("http://a/", "//h:65536", "http://h:65536", URI_DEFECT_PORT);
	defective("http://a/", "//h:99999999999999999999", "http://h:99999999999999999999", URI_DEFECT_PORT);
	defective("http://a/", "//h:80a", "http://h:80a", URI_DEFECT_PORT);
	defective("http://a/", "//h:-1", "http://h:-1", URI_DEFECT_PORT);
	defective("http://a/", "//[::1", "http://%5B:%3A1", URI_DEFECT_CHARACTER | URI_DEFECT_PORT);
}
END_TEST

START_TEST(http_needs_a_host) /* RFC 9110, 4.2.1, 4.2.2 */
{
	defective("http://a/b", "///c", "http:///c", URI_DEFECT_HOST);
	defective("http://a/b", "https://:443/c", "https://:443/c", URI_DEFECT_HOST);
	defective("http://a/b", "HTTP://u@/c", "HTTP://u@/c", URI_DEFECT_HOST);
	defective("http:///b", "c", "http:///c", URI_DEFECT_HOST);
	clean("http://a/b", "file:///c", "file:///c");
}
END_TEST

START_TEST(what_the_base_has_wrong_is_mended_and_not_told)
{
	clean("http://a/b c/d", "e", "http://a/b%20c/e");
	clean("http://a/b c?d|e", "#f", "http://a/b%20c?d%7Ce#f");
	ck_assert_uint_eq(resolve("http://a/b#c d", "e", true).defects, 0);
}
END_TEST

START_TEST(what_dots_remove_is_told_all_the_same)
{
	defective("http://a/b", "c d/../e", "http://a/e", URI_DEFECT_SPACE);
}
END_TEST

START_TEST(a_base_without_a_scheme_resolves_nothing)
{
	static const char *const bases[] = {"", "a", "/a", "//a/b", "1a://b", ":", "?a:b"};

	for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++)
		ck_assert_str_eq(resolve(bases[i], "http://a/b", false).target, "");
}
END_TEST

START_TEST(nothing_has_no_pointer)
{
	struct span nothing = {NULL, 0};
	char target[TARGET_SIZE];
	unsigned defects;

	ck_assert_uint_eq(uri_resolve(nothing, nothing, true, NULL, 0, &defects), 0);
	ck_assert_uint_eq(uri_resolve(text("http://a/b"), nothing, true, target, TARGET_SIZE, &defects), 10);
	ck_assert_uint_eq(uri_resolve(text("http://a/b"), nothing, true, NULL, 0, &defects), 10);
}
END_TEST

static void fits_only_its_length(const char *base, const char *reference, const char *whole)
{
	for (size_t size = 0; size < strlen(whole) + 2; size++) {
		char *out = malloc(size);
		unsigned defects;
		size_t length = uri_resolve(text(base), text(reference), false, out, size, &defects);

		ck_assert_uint_eq(length, strlen(whole));
		ck_assert_uint_eq(defects, URI_DEFECT_NON_ASCII);
		if (size >= length)
			ck_assert_mem_eq(out, whole, length);
		free(out);
	}
}

/* What would be written beyond the end is for the address sanitizer and valgrind to see. */
START_TEST(nothing_is_written_beyond_the_size_and_the_length_is_the_full_one)
{
	fits_only_its_length("http://a/b/c d/e?f", "../g\xff/./h?i#j", "http://a/b/g%FF/h?i#j");
	fits_only_its_length("http://a/b/c", "../\xff", "http://a/%FF");
	fits_only_its_length("x:a", "/..//\xff", "x:/.//%FF");
	fits_only_its_length("http://a/b/c", "?\xff", "http://a/b/c?%FF");
}
END_TEST

/* Resolves a megabyte of some text, and wants it done within the time for it; also under valgrind, which is 50 times slower. */
static void is_linear(const char *base, const char *repeated)
{
	static char reference[MEGABYTE], target[3 * MEGABYTE + 1024];
	size_t length = strlen(repeated);
	unsigned defects;

	for (size_t i = 0; i < MEGABYTE; i++)
		reference[i] = repeated[i % length];
	clock_t start = clock();
	uri_resolve(text(base), (struct span){reference, MEGABYTE}, true, target, sizeof target, &defects);
	uri_resolve((struct span){reference, MEGABYTE}, text("g"), true, target, sizeof target, &defects);
	uri_same_origin((struct span){reference, MEGABYTE}, (struct span){reference, MEGABYTE});
	ck_assert_msg(clock() - start < 5 * CLOCKS_PER_SEC, "\"%s\" takes too long", repeated);
}

START_TEST(a_megabyte_takes_no_time)
{
	static const char *const repeated[] = {"/../", "/a/../", "../", "./", "/", "/a", "a", "a/", "..", ".", ":", "@",
		"[", "]", "?", "#", "%", "%2", "\\", "\xff", "x:", "x:../", "a@b:", "//a"};

	for (size_t i = 0; i < sizeof repeated / sizeof repeated[0]; i++) {
		is_linear("http://a/b/c/d", repeated[i]);
		is_linear("x:b/c/d", repeated[i]);
	}
}
END_TEST

START_TEST(as_many_dots_take_a_hundred_thousand_segments_away)
{
	enum { SEGMENTS = 100000, LENGTH = SEGMENTS * 5 };
	static char reference[LENGTH], target[LENGTH + 64];
	unsigned defects;

	for (size_t i = 0; i < SEGMENTS; i++) {
		memcpy(reference + 2 * i, "/a", 2);
		memcpy(reference + 2 * SEGMENTS + 3 * i, "/..", 3);
	}
	size_t length = uri_resolve(
		text("http://h/b"), (struct span){reference, LENGTH}, false, target, sizeof target, &defects);
	ck_assert(span_equals((struct span){target, length}, SPAN("http://h/")));
	length = uri_resolve(
		text("http://h/b"), (struct span){reference, LENGTH - 3}, false, target, sizeof target, &defects);
	ck_assert(span_equals((struct span){target, length}, SPAN("http://h/a/")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("resolve");

	suite_add(suite, the_locations_of_rfc_9110_resolve);
	suite_add(suite, a_fragment_is_inherited_only_where_none_is_there_and_who_asks);
	suite_add(suite, references_of_nothing_but_delimiters_resolve);
	suite_add(suite, an_empty_base_path_is_the_root);
	suite_add(suite, a_reference_with_a_scheme_is_taken_as_it_is);
	suite_add(suite, the_parts_of_an_authority_are_kept);
	suite_add(suite, dot_segments_are_removed);
	suite_add(suite, the_base_path_is_left_alone_where_the_reference_has_none);
	suite_add(suite, paths_without_a_root_lose_their_dots_as_5_2_4_says);
	suite_add(suite, no_path_turns_into_an_authority);
	suite_add(suite, spaces_and_controls_are_encoded);
	suite_add(suite, a_nul_is_encoded_too);
	suite_add(suite, octets_beyond_ascii_are_encoded);
	suite_add(suite, characters_that_no_uri_has_are_encoded);
	suite_add(suite, all_characters_that_a_uri_may_have_stay);
	suite_add(suite, all_defects_are_told_at_once);
	suite_add(suite, a_percent_sign_without_digits_is_encoded);
	suite_add(suite, a_colon_that_ends_no_scheme_is_of_the_path);
	suite_add(suite, a_port_is_digits_up_to_65535);
	suite_add(suite, http_needs_a_host);
	suite_add(suite, what_the_base_has_wrong_is_mended_and_not_told);
	suite_add(suite, what_dots_remove_is_told_all_the_same);
	suite_add(suite, a_base_without_a_scheme_resolves_nothing);
	suite_add(suite, nothing_has_no_pointer);
	suite_add(suite, nothing_is_written_beyond_the_size_and_the_length_is_the_full_one);
	suite_add(suite, a_megabyte_takes_no_time);
	suite_add(suite, as_many_dots_take_a_hundred_thousand_segments_away);
	return tap_main(suite);
}
