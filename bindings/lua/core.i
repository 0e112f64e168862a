/* The flat Lua wrapper, the module httpstatus.core. SPDX-License-Identifier: MIT */
%module httpstatus_core

%{
/* A string of digits is no number here, as it is none for httpstatus.status. */
static int is_number(lua_State *L, int place)
{
	return lua_type(L, place) == LUA_TNUMBER;
}

static int is_string_or_nil(lua_State *L, int place)
{
	return lua_type(L, place) == LUA_TSTRING || lua_isnil(L, place);
}

/* More than the longest enum has constants. */
enum { MOST_NUMBERS = 256 };
%}

%typemap(in, checkfn="is_number") int {
	lua_Number number = lua_tonumber(L, $input);
	if (number != number || (number >= INT_MIN && number <= INT_MAX && number != (lua_Number)(int)number)) {
		SWIG_Lua_pushferrstring(L, "argument $argnum is not a whole number");
		SWIG_fail;
	}
	$1 = number < INT_MIN ? INT_MIN : number > INT_MAX ? INT_MAX : (int)number;
}

/* SWIG's own would make 404 a float, which prints as 404.0. */
%typemap(out) int, size_t {
	lua_pushinteger(L, (lua_Integer)$1);
	SWIG_arg++;
}

/* Octets are strings; nil is NULL. */
%typemap(in, checkfn="is_string_or_nil") (const char *bytes, size_t length) (size_t size) {
	size = 0;
	$1 = ($1_ltype)lua_tolstring(L, $input, &size);
	$2 = size;
}

/* Octets come back with their length. */
%typemap(in, numinputs=0) size_t *length (size_t size) {
	$1 = &size;
}
%typemap(argout) size_t *length {
	if (result) {
		lua_pop(L, 1);
		lua_pushlstring(L, result, *$1);
	}
}

/* What functions write besides their result is another result. */
%typemap(in, numinputs=0) size_t *used (size_t number), size_t *reason (size_t number), int *version (int number), int *code (int number),
	int64_t *first (int64_t number), int64_t *last (int64_t number), int64_t *complete (int64_t number) {
	number = 0;
	$1 = &number;
}
%typemap(argout) size_t *used, size_t *reason, int *version, int *code, int64_t *first, int64_t *last, int64_t *complete {
	lua_pushinteger(L, (lua_Integer)*$1);
	SWIG_arg++;
}

/* A list is a sequence, in place of how many there are. */
%typemap(in, numinputs=0) (int *list, size_t room) (int numbers[MOST_NUMBERS]) {
	$1 = numbers;
	$2 = MOST_NUMBERS;
}
%typemap(argout) (int *list, size_t room) {
	size_t count = result < $2 ? result : $2;
	lua_pop(L, 1);
	lua_createtable(L, (int)count, 0);
	for (size_t i = 0; i < count; i++) {
		lua_pushinteger(L, $1[i]);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

/* A head is octets, in place of how many there are; it is measured first, and then written. */
%typemap(in, numinputs=0) (char *out, size_t size) {
	$1 = NULL;
	$2 = 0;
}
%typemap(argout) (char *out, size_t size) {
	if (result >= 0) {
		luaL_Buffer head;
		lua_pop(L, 1);
		$symname(arg1, luaL_buffinitsize(L, &head, (size_t)result + 1), (size_t)result + 1);
		luaL_pushresultsize(&head, (size_t)result);
	}
}

/* Numbers of 64 bits are Lua's integers. */
%typemap(in, checkfn="lua_isinteger") int64_t {
	$1 = (int64_t)lua_tointeger(L, $input);
}
%typemap(out) int64_t {
	lua_pushinteger(L, (lua_Integer)$1);
	SWIG_arg++;
}

%ignore HTTPSTATUS_UNKNOWN; /* math.mininteger, in Lua; SWIG would make it a text */

%include "../httpstatus.i"
