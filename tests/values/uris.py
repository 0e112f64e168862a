"""RFC 3986: what a URI reference's parts are, and how to make valid ones, with the rules by their names in appendix A.

SPDX-License-Identifier: MIT
"""
import re

from hypothesis import strategies as st

# RFC 3986, appendix B, with the scheme of 3.1
PARTS = re.compile(rb"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
# 3.2; an IP literal is followed by a port or nothing
AUTHORITY = re.compile(rb"(?:(.*)@)?(\[[^]@]+\](?=:|\Z)|[^:@]*)(?::([^@]*))?", re.DOTALL)


def made_of(*strategies):
    return st.tuples(*strategies).map(b"".join)


def either(*choices):
    return st.sampled_from(choices)


dots = [b".", b"..", b".", b"..", b"...", b".a", b"a.", b"..a", b"a.."]
characters = [b"a", b"b", b"c", b"0", b"Z-._~", b"!$&'()*+,;=", b"@", b"%41", b"%2e%2E", b"%2F", b"%fF"]
colons = [b":", b"a:b"]
nonempty_segments = either(*dots, *characters, *colons)
path_abempty = st.lists(either(b"", b"", *dots, *characters, *colons), max_size=6).map(
    lambda segments: b"".join(b"/" + segment for segment in segments))
path_absolute = st.one_of(st.just(b"/"), made_of(st.just(b"/"), nonempty_segments, path_abempty))
path_rootless = made_of(nonempty_segments, path_abempty)
path_noscheme = made_of(either(*dots, *characters), path_abempty)

queries = either(b"", b"", b"", b"?", b"?a", b"?a?b/../c:@", b"?%41")
fragments = either(b"", b"", b"", b"#", b"#a", b"#a?b/../c:@", b"#%41")

userinfo = either(b"", b"", b"", b"@", b"u@", b"u:p@", b"%40:@")
hosts = either(b"h", b"h", b"example.com", b"127.0.0.1", b"[::1]", b"[2001:db8::7]", b"[v1.a:b]", b"%e4", b"")
ports = either(b"", b"", b":", b":80", b":0443", b":65536")
authorities = made_of(userinfo, hosts, ports)

schemes = either(b"http:", b"https:", b"HTTP:", b"x:", b"a+b-c.9:")
with_authority = made_of(st.just(b"//"), authorities, path_abempty)

servers = made_of(schemes, with_authority, queries, fragments)
uris = made_of(schemes, st.one_of(with_authority, with_authority, path_absolute, path_rootless, st.just(b"")), queries, fragments)
relative_references = made_of(st.one_of(with_authority, path_absolute, path_noscheme, path_noscheme, st.just(b"")), queries, fragments)
references = st.one_of(uris, relative_references, relative_references)
