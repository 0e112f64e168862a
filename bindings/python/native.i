/* The flat Python wrapper, the extension httpstatus._native. SPDX-License-Identifier: MIT */
%module native

%typemap(in) int {
	int overflow = 0;
	PyObject *whole = PyNumber_Index($input);
	if (!whole)
		SWIG_fail;
	long number = PyLong_AsLongAndOverflow(whole, &overflow);
	Py_DECREF(whole);
	$1 = overflow < 0 || number < INT_MIN ? INT_MIN : overflow > 0 || number > INT_MAX ? INT_MAX : (int)number;
}

%include "../httpstatus.i"
