/* The library comes and goes as a plug-in's would. SPDX-License-Identifier: MIT */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

int main(int count, char **arguments)
{
	for (int round = 0; count == 2 && round < 100; round++) {
		void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
		const char *(*phrase)(int);

		if (!library) {
			fprintf(stderr, "%s\n", dlerror());
			return 1;
		}
		*(void **)&phrase = dlsym(library, "httpstatus_phrase");
		if (!phrase || strcmp(phrase(404), "Not Found") != 0 || dlclose(library) != 0)
			return 1;
	}
	return count != 2;
}
