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
	return lua_isstring(L, place) || lua_isnil(L, place);
}
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

/* SWIG 4.1 has this one for most languages, but not for Lua. */
%typemap(in, checkfn="lua_isstring") (char *STRING, size_t LENGTH) (size_t size) {
	$1 = ($1_ltype)lua_tolstring(L, $input, &size);
	$2 = size;
}

%apply (char *STRING, size_t LENGTH) {
	(const char *bytes, size_t length), (const char *name, size_t name_length), (const char *value, size_t value_length)
};

/* nil is NULL. */
%typemap(in, checkfn="is_string_or_nil") (const char *BYTES_OR_NONE, size_t LENGTH) (size_t size) {
	$1 = ($1_ltype)lua_tolstring(L, $input, &size);
	$2 = size;
}

/* What functions write besides their result is another result. */
%typemap(in, numinputs=0) size_t *used (size_t number), size_t *reason (size_t number), int *version (int number), int *code (int number) {
	number = 0;
	$1 = &number;
}
%typemap(argout) size_t *used, size_t *reason, int *version, int *code {
	lua_pushinteger(L, (lua_Integer)*$1);
	SWIG_arg++;
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

/* Numbers of 64 bits are Lua's integers. */
%typemap(in, checkfn="lua_isinteger") int64_t {
	$1 = (int64_t)lua_tointeger(L, $input);
}
%typemap(in, checkfn="lua_isinteger") uint32_t {
	$1 = (uint32_t)lua_tointeger(L, $input);
}
%typemap(out) int64_t, uint64_t, uint32_t {
	lua_pushinteger(L, (lua_Integer)$1);
	SWIG_arg++;
}

%include "../httpstatus.i"
