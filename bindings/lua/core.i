/* The flat Lua wrapper, the module httpstatus.core. SPDX-License-Identifier: MIT */
%module httpstatus_core

%typemap(in, checkfn="lua_isnumber") int {
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

%include "../httpstatus.i"
