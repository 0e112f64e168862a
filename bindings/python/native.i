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

/* What functions write besides their result is another result. */
%include <typemaps.i>
%apply int *OUTPUT { int *version, int *code };
%apply size_t *OUTPUT { size_t *used, size_t *reason };

/* Octets from the wire are bytes; None is NULL. */
%typemap(in) (const char *bytes, size_t length) (Py_ssize_t size), (const char *name, size_t name_length) (Py_ssize_t size),
	(const char *value, size_t value_length) (Py_ssize_t size), (const char *BYTES_OR_NONE, size_t LENGTH) (Py_ssize_t size) {
	char *octets = NULL;
	size = 0;
	if ($input != Py_None && PyBytes_AsStringAndSize($input, &octets, &size) != 0)
		SWIG_fail;
	$1 = octets;
	$2 = (size_t)size;
}
%typemap(in, numinputs=0) size_t *length (size_t size) {
	$1 = &size;
}
%typemap(argout) size_t *length {
	if (result) {
		Py_XDECREF($result);
		$result = PyBytes_FromStringAndSize(result, (Py_ssize_t)*$1);
	}
}

/* SWIG keeps its types once a process; a second interpreter would use those of the first after that one is gone. */
%init %{
	if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
		PyErr_SetString(PyExc_ImportError, "httpstatus works in the main interpreter only");
		return NULL;
	}
%}

%include "../httpstatus.i"
