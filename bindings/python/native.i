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
%include <stdint.i>
%apply int *OUTPUT { int *version, int *code };
%apply size_t *OUTPUT { size_t *used, size_t *reason };
%apply int64_t *OUTPUT { int64_t *first, int64_t *last, int64_t *complete };

/* Octets are bytes; None is NULL. */
%typemap(in) (const char *bytes, size_t length) (Py_ssize_t size) {
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

/* A list has each number of a vocabulary at most once, and no vocabulary that has lists is nearly as long as this. */
%typemap(in, numinputs=0) (int *list, size_t room) (int numbers[256]) {
	$1 = numbers;
	$2 = sizeof numbers / sizeof *numbers;
}
%typemap(argout) (int *list, size_t room) {
	size_t count = result < $2 ? result : $2;
	Py_XDECREF($result);
	$result = PyList_New((Py_ssize_t)count);
	for (size_t i = 0; $result && i < count; i++)
		PyList_SET_ITEM($result, (Py_ssize_t)i, PyLong_FromLong($1[i]));
}

/* Heads are octets; an error stays a number. */
%typemap(in, numinputs=0) (char *out, size_t size) {
	$1 = NULL;
	$2 = 0;
}
%typemap(argout) (char *out, size_t size) {
	if (result >= 0) {
		char *octets = malloc((size_t)result + 1);
		Py_XDECREF($result);
		$result = NULL;
		if (octets) {
			$symname(arg1, octets, (size_t)result + 1);
			$result = PyBytes_FromStringAndSize(octets, (Py_ssize_t)result);
		} else
			PyErr_NoMemory();
		free(octets);
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
