/* The parts of URI references, and origins. SPDX-License-Identifier: MIT */
#include "tap.h"
#include "values.h"

#include <string.h>

static struct span text(const char *string)
{
	return (struct span){string, strlen(string)};
}

static struct uri split(const char *reference)
{
	struct uri got;

	uri_split(text(reference), &got);
	return got;
}

/* NULL stands for a part that is not there. */
static bool part_is(struct span part, bool there, const char *expected)
{
	return expected ? there && span_equals(part, text(expected)) : !there && part.length == 0;
}

static void parts_are(const char *reference, const char *scheme, const char *authority, const char *path,
	const char *query, const char *fragment)
{
	struct uri got = split(reference);

	ck_assert_msg(part_is(got.scheme, got.has_scheme, scheme), "scheme of \"%s\"", reference);
	ck_assert_msg(part_is(got.authority, got.has_authority, authority), "authority of \"%s\"", reference);
	ck_assert_msg(span_equals(got.path, text(path)), "path of \"%s\"", reference);
	ck_assert_msg(part_is(got.query, got.has_query, query), "query of \"%s\"", reference);
	ck_assert_msg(part_is(got.fragment, got.has_fragment, fragment), "fragment of \"%s\"", reference);
}

START_TEST(the_examples_of_the_specification_have_their_parts) /* RFC 3986, 1.1.2, 3 and appendix B */
{
	parts_are("http://www.ics.uci.edu/pub/ietf/uri/#Related", "http", "www.ics.uci.edu", "/pub/ietf/uri/", NULL,
		"Related");
	parts_are("foo://example.com:8042/over/there?name=ferret#nose", "foo", "example.com:8042", "/over/there",
		"name=ferret", "nose");
	parts_are("urn:example:animal:ferret:nose", "urn", NULL, "example:animal:ferret:nose", NULL, NULL);
	parts_are(
		"ldap://[2001:db8::7]/c=GB?objectClass?one", "ldap", "[2001:db8::7]", "/c=GB", "objectClass?one", NULL);
	parts_are("mailto:John.Doe@example.com", "mailto", NULL, "John.Doe@example.com", NULL, NULL);
	parts_are("tel:+1-816-555-1212", "tel", NULL, "+1-816-555-1212", NULL, NULL);
}
END_TEST

START_TEST(parts_may_be_there_and_empty)
{
	parts_are("", NULL, NULL, "", NULL, NULL);
	parts_are("?", NULL, NULL, "", "", NULL);
	parts_are("#", NULL, NULL, "", NULL, "");
	parts_are("//", NULL, "", "", NULL, NULL);
	parts_are("a:", "a", NULL, "", NULL, NULL);
	parts_are("a://?#", "a", "", "", "", "");
}
END_TEST

START_TEST(delimiters_of_later_parts_end_earlier_ones)
{
	parts_are("//a?b", NULL, "a", "", "b", NULL);
	parts_are("//a#b", NULL, "a", "", NULL, "b");
	parts_are("#a?b//c:d", NULL, NULL, "", NULL, "a?b//c:d");
	parts_are("?a:b//c?d#e#f", NULL, NULL, "", "a:b//c?d", "e#f");
	parts_are("/a:b", NULL, NULL, "/a:b", NULL, NULL);
	parts_are("a/b:c", NULL, NULL, "a/b:c", NULL, NULL);
	parts_are("///a", NULL, "", "/a", NULL, NULL);
	parts_are("a//b", NULL, NULL, "a//b", NULL, NULL);
}
END_TEST

START_TEST(a_scheme_is_a_letter_and_letters_digits_plus_minus_dot) /* RFC 3986, 3.1 */
{
	parts_are("aZ9+-.:b", "aZ9+-.", NULL, "b", NULL, NULL);
	parts_are("1a:b", NULL, NULL, "1a:b", NULL, NULL);
	parts_are("+a:b", NULL, NULL, "+a:b", NULL, NULL);
	parts_are(":b", NULL, NULL, ":b", NULL, NULL);
	parts_are("a_b:c", NULL, NULL, "a_b:c", NULL, NULL);
	parts_are("a%62:c", NULL, NULL, "a%62:c", NULL, NULL);
	parts_are("\xc3\xa4:b", NULL, NULL, "\xc3\xa4:b", NULL, NULL);
	parts_are(" http://a", NULL, NULL, " http://a", NULL, NULL);
}
END_TEST

START_TEST(a_reference_without_octets_may_have_no_pointer)
{
	struct uri got;

	uri_split((struct span){NULL, 0}, &got);
	ck_assert(!got.has_scheme && !got.has_authority && !got.has_query && !got.has_fragment);
}
END_TEST

START_TEST(only_the_octets_of_the_length_count)
{
	struct uri got;

	uri_split((struct span){"a:b", 1}, &got);
	ck_assert(!got.has_scheme);
	uri_split((struct span){"ab:", 1}, &got);
	ck_assert(span_equals(got.path, SPAN("a")));
	uri_split((struct span){"//a", 1}, &got);
	ck_assert(!got.has_authority);
	uri_split((struct span){"a?b#c", 3}, &got);
	ck_assert(span_equals(got.query, SPAN("b")) && !got.has_fragment);
}
END_TEST

static void authority_is(const char *authority, const char *userinfo, const char *host, const char *port)
{
	struct authority got;

	authority_split(text(authority), &got);
	ck_assert_msg(part_is(got.userinfo, got.has_userinfo, userinfo), "userinfo of \"%s\"", authority);
	ck_assert_msg(span_equals(got.host, text(host)), "host of \"%s\"", authority);
	ck_assert_msg(part_is(got.port, got.has_port, port), "port of \"%s\"", authority);
}

START_TEST(an_authority_is_userinfo_host_and_port) /* RFC 3986, 3.2 */
{
	authority_is("a", NULL, "a", NULL);
	authority_is("a:80", NULL, "a", "80");
	authority_is("a:", NULL, "a", "");
	authority_is("u@a", "u", "a", NULL);
	authority_is("u:p@a:80", "u:p", "a", "80");
	authority_is("@a", "", "a", NULL);
	authority_is("", NULL, "", NULL);
	authority_is(":80", NULL, "", "80");
	authority_is("u@", "u", "", NULL);
}
END_TEST

START_TEST(an_address_in_brackets_has_colons) /* RFC 3986, 3.2.2 */
{
	authority_is("[::1]", NULL, "[::1]", NULL);
	authority_is("[::1]:80", NULL, "[::1]", "80");
	authority_is("u:p@[v1.a:b]:", "u:p", "[v1.a:b]", "");
}
END_TEST

START_TEST(what_is_no_address_in_brackets_ends_at_a_colon)
{
	authority_is("[::1", NULL, "[", ":1");
	authority_is("[::1]a:80", NULL, "[", ":1]a:80");
	authority_is("[]:80", NULL, "[]", "80");
	authority_is("a[::1]", NULL, "a[", ":1]");
	authority_is("::1", NULL, "", ":1");
	authority_is("a:b:80", NULL, "a", "b:80");
}
END_TEST

START_TEST(the_last_at_sign_ends_the_userinfo)
{
	authority_is("good@evil@host", "good@evil", "host", NULL);
}
END_TEST

static bool same(const char *a, const char *b)
{
	ck_assert_msg(uri_same_origin(text(a), text(b)) == uri_same_origin(text(b), text(a)), "%s and %s", a, b);
	return uri_same_origin(text(a), text(b));
}

START_TEST(scheme_host_and_port_make_an_origin) /* RFC 9110, 4.3.1 */
{
	ck_assert(same("https://Example.Com/happy.js", "https://example.com:443"));
	ck_assert(same("http://example.com:80/~smith/home.html", "http://EXAMPLE.com:/%7esmith/home.html"));
	ck_assert(same("http://a/b?c#d", "HTTP://A/e?f#g"));
	ck_assert(same("http://a?x", "http://a#y"));
	ck_assert(!same("http://a", "https://a"));
	ck_assert(!same("http://a:443", "https://a:443"));
	ck_assert(!same("http://a", "http://b"));
	ck_assert(!same("http://a", "http://a."));
	ck_assert(!same("http://a", "http://a:8080"));
	ck_assert(!same("http://a", "http://a:443"));
	ck_assert(!same("https://a", "https://a:80"));
}
END_TEST

START_TEST(leading_zeros_of_a_port_do_not_count) /* RFC 9110, 4.3.1 */
{
	ck_assert(same("http://a", "http://a:0080"));
	ck_assert(same("http://a:008080", "http://a:8080"));
	ck_assert(same("http://a:0", "http://a:000"));
	ck_assert(!same("http://a:0", "http://a"));
	ck_assert(!same("http://a:18446744073709551696", "http://a:80"));
}
END_TEST

START_TEST(userinfo_is_not_of_the_origin)
{
	ck_assert(same("http://u:p@a/", "http://a/"));
	ck_assert(!same("http://a@b/", "http://a/"));
	ck_assert(!same("http://a:80@b/", "http://a:80/"));
}
END_TEST

START_TEST(addresses_in_brackets_are_compared_as_they_stand)
{
	ck_assert(same("http://[2001:DB8::1]/", "http://[2001:db8::1]:80/"));
	ck_assert(!same("http://[::1]/", "http://[::2]/"));
	ck_assert(!same("http://[::1]/", "http://[::1]:81/"));
}
END_TEST

START_TEST(other_schemes_have_no_default_port_for_us)
{
	ck_assert(same("ftp://a", "ftp://A:"));
	ck_assert(same("ftp://a:21", "ftp://a:21/b"));
	ck_assert(!same("ftp://a", "ftp://a:21"));
}
END_TEST

START_TEST(what_has_no_host_has_no_origin)
{
	static const char *const none[] = {"", "/a", "//a", "a", "http:", "http:a", "http:/a", "http://", "http:///a",
		"http://:80", "http://u@/", "mailto:u@a", "1http://a", "http://a:b", "http://a:80a", "http://a:-80",
		"http://[::1", "http://a: 80"};

	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		ck_assert_msg(!same(none[i], none[i]), "\"%s\"", none[i]);
	ck_assert(!uri_same_origin((struct span){NULL, 0}, (struct span){NULL, 0}));
	ck_assert(!same("http://a", "//a"));
}
END_TEST

START_TEST(a_server_is_asked_for_origin_path_and_query)
{
	ck_assert(uri_asks_the_same(text("http://a"), text("HTTP://A:80/#f")));
	ck_assert(uri_asks_the_same(text("http://u@a/b?c"), text("http://a/b?c")));
	ck_assert(!uri_asks_the_same(text("http://a/b"), text("http://a/b?"))); /* RFC 3986, 6.2.3 */
	ck_assert(!uri_asks_the_same(text("http://a/b"), text("http://a/%62")));
	ck_assert(!uri_asks_the_same(text("http://a/b"), text("https://a/b")));
	ck_assert(!uri_asks_the_same(text("/b"), text("/b")));
}
END_TEST

START_TEST(user_information_is_seen_in_any_reference_of_http) /* RFC 9110, 4.2.4 */
{
	ck_assert(uri_has_userinfo(text("http://a.example@b.example/")));
	ck_assert(uri_has_userinfo(text("HTTPS://u:p@a")));
	ck_assert(uri_has_userinfo(text("//@a")));
	ck_assert(uri_has_userinfo(text("http://a.example\\@b.example/")));
	ck_assert(!uri_has_userinfo(text("http://a/@b?c@d#e@f")));
	ck_assert(!uri_has_userinfo(text("mailto:a@b")));
	ck_assert(!uri_has_userinfo(text("ftp://u@a")));
	ck_assert(!uri_has_userinfo(text("")));
}
END_TEST

START_TEST(a_host_that_is_not_ascii_is_seen_in_any_form) /* RFC 3986, 3.2.2 */
{
	ck_assert(uri_host_is_not_ascii(text("http://b\xc3\xbc"
					     "cher.example")));
	ck_assert(uri_host_is_not_ascii(text("//u@b%C3%BCcher.example:8080/")));
	ck_assert(uri_host_is_not_ascii(text("http://%e4%be%8b")));
	ck_assert(!uri_host_is_not_ascii(text("http://xn--bcher-kva.example")));
	ck_assert(!uri_host_is_not_ascii(text("http://%61.example/b%C3%BCcher")));
	ck_assert(!uri_host_is_not_ascii(text("http://b%C3%BC@a.example/")));
	ck_assert(!uri_host_is_not_ascii(text("/b\xc3\xbc"
					      "cher")));
	ck_assert(host_is_not_ascii(text("%80")) && !host_is_not_ascii(text("%7f")) && !host_is_not_ascii(text("%8")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("target");

	suite_add(suite, the_examples_of_the_specification_have_their_parts);
	suite_add(suite, parts_may_be_there_and_empty);
	suite_add(suite, delimiters_of_later_parts_end_earlier_ones);
	suite_add(suite, a_scheme_is_a_letter_and_letters_digits_plus_minus_dot);
	suite_add(suite, a_reference_without_octets_may_have_no_pointer);
	suite_add(suite, only_the_octets_of_the_length_count);
	suite_add(suite, an_authority_is_userinfo_host_and_port);
	suite_add(suite, an_address_in_brackets_has_colons);
	suite_add(suite, what_is_no_address_in_brackets_ends_at_a_colon);
	suite_add(suite, the_last_at_sign_ends_the_userinfo);
	suite_add(suite, scheme_host_and_port_make_an_origin);
	suite_add(suite, leading_zeros_of_a_port_do_not_count);
	suite_add(suite, userinfo_is_not_of_the_origin);
	suite_add(suite, addresses_in_brackets_are_compared_as_they_stand);
	suite_add(suite, other_schemes_have_no_default_port_for_us);
	suite_add(suite, what_has_no_host_has_no_origin);
	suite_add(suite, a_server_is_asked_for_origin_path_and_query);
	suite_add(suite, user_information_is_seen_in_any_reference_of_http);
	suite_add(suite, a_host_that_is_not_ascii_is_seen_in_any_form);
	return tap_main(suite);
}
