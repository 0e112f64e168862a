"""The library by itself, through ctypes: what the command prints is held against it. SPDX-License-Identifier: MIT"""
import ctypes

HANDLE, INT, INT64, SIZE, TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64, ctypes.c_size_t, ctypes.c_char_p
UNKNOWN = -2**63

# What a function returns, and what it takes.
FUNCTIONS = {
    "word": (TEXT, INT, INT),
    "word_find": (INT, INT, TEXT, SIZE),
    "strerror": (TEXT, INT),
    "registry_by_name": (HANDLE, TEXT),
    "registry_find": (HANDLE, HANDLE, INT),
    "registry_new": (HANDLE, HANDLE, TEXT),
    "registry_add": (INT, HANDLE, INT, TEXT, SIZE),
    "registry_free": (None, HANDLE),
    "iter_new": (HANDLE, HANDLE),
    "iter_next": (HANDLE, HANDLE),
    "iter_free": (None, HANDLE),
    "code_json": (SIZE, HANDLE, TEXT, SIZE),
    "exchange_new": (HANDLE,),
    "exchange_set": (INT, HANDLE, INT, INT64),
    "exchange_get": (INT64, HANDLE, INT),
    "exchange_set_line": (INT, HANDLE, INT, TEXT, SIZE),
    "exchange_add_field": (INT, HANDLE, INT, TEXT, SIZE, TEXT, SIZE),
    "exchange_field": (TEXT, HANDLE, INT, TEXT, SIZE, SIZE, HANDLE),
    "exchange_read_request": (INT, HANDLE, TEXT, SIZE, ctypes.POINTER(SIZE)),
    "exchange_read_response": (INT, HANDLE, TEXT, SIZE, ctypes.POINTER(SIZE)),
    "exchange_content_length": (INT64, HANDLE),
    "exchange_date": (INT64, HANDLE),
    "exchange_json": (SIZE, HANDLE, INT64, TEXT, SIZE),
    "exchange_free": (None, HANDLE),
    "policy_new": (HANDLE,),
    "policy_imitate": (INT, HANDLE, HANDLE),
    "policy_set": (INT, HANDLE, TEXT, TEXT, SIZE),
    "policy_free": (None, HANDLE),
    "client_find": (HANDLE, TEXT),
    "chain_new": (HANDLE, HANDLE),
    "chain_set": (INT, HANDLE, INT, INT64),
    "chain_next": (INT, HANDLE, HANDLE),
    "chain_json": (SIZE, HANDLE, TEXT, SIZE),
    "chain_free": (None, HANDLE),
    "checker_new": (HANDLE,),
    "checker_set": (INT, HANDLE, INT, INT64),
    "checker_check": (INT, HANDLE, HANDLE),
    "checker_json": (SIZE, HANDLE, TEXT, SIZE),
    "checker_free": (None, HANDLE),
    "choice_new": (HANDLE,),
    "choice_start": (INT, HANDLE, HANDLE, INT64),
    "choice_question": (HANDLE, HANDLE),
    "choice_answer": (INT, HANDLE, TEXT, SIZE),
    "choice_usual": (TEXT, HANDLE),
    "choice_json": (SIZE, HANDLE, TEXT, SIZE),
    "choice_free": (None, HANDLE),
    "node_id": (TEXT, HANDLE),
    "cache_new": (HANDLE,),
    "cache_set": (INT, HANDLE, INT, INT64),
    "cache_json": (SIZE, HANDLE, HANDLE, INT64, TEXT, SIZE),
    "cache_free": (None, HANDLE),
    "lookup_new": (HANDLE, HANDLE),
    "lookup_start": (INT, HANDLE, HANDLE, INT64),
    "lookup_offer": (INT, HANDLE, HANDLE),
    "lookup_answer": (INT, HANDLE),
    "lookup_receive": (INT, HANDLE, HANDLE, INT64),
    "lookup_json": (SIZE, HANDLE, TEXT, SIZE),
    "lookup_free": (None, HANDLE),
}


class Library:
    """The functions by their names without the prefix. One that is to return 0, and does not, is an error of the test."""

    def __init__(self, path):
        dll = ctypes.CDLL(str(path))
        for name, (result, *parameters) in FUNCTIONS.items():
            function = getattr(dll, f"httpstatus_{name}")
            function.restype, function.argtypes = result, parameters
            setattr(self, name, function)

    def number(self, vocabulary, word):
        """The constant of a word: number("property", "status") is HTTPSTATUS_PROPERTY_STATUS."""
        found = self.word_find(self.word_find(1, vocabulary.encode(), len(vocabulary)), word.encode(), len(word))
        assert found != -1, (vocabulary, word)
        return found

    def good(self, error):
        assert error == 0, self.strerror(error)

    def line(self, question, *arguments):
        """What ..._json writes: line("code", code)."""
        write = getattr(self, f"{question}_json")
        length = write(*arguments, None, 0)
        room = ctypes.create_string_buffer(length + 1)
        assert write(*arguments, room, length + 1) == length
        return room.raw[:length]

    # ---- exchanges, as the command reads them ----

    def begin(self, file, entry=0):
        exchange = self.exchange_new()
        self.say(exchange, "source", file)
        self.set(exchange, "entry", entry)
        return exchange

    def set(self, exchange, name, value):
        self.good(self.exchange_set(exchange, self.number("property", name), value))

    def say(self, exchange, name, text):
        self.good(self.exchange_set_line(exchange, self.number("line", name), text, len(text)))

    def field(self, exchange, part, name, value):
        self.good(self.exchange_add_field(exchange, self.number("part", part), name, len(name), value, len(value)))

    def has_field(self, exchange, part, name):
        return self.exchange_field(exchange, self.number("part", part), name, len(name), 0, None) is not None

    def read_request(self, exchange, octets):
        self.good(self.exchange_read_request(exchange, octets, len(octets), None))

    def read_response(self, exchange, octets):
        """The octets of content behind the head."""
        used = SIZE()
        self.good(self.exchange_read_response(exchange, octets, len(octets), used))
        return len(octets) - used.value
