#!/usr/bin/python3
"""Prints the folder of Python packages under an installation prefix: one that this Python searches, where there is one.

site_folder.py PREFIX. SPDX-License-Identifier: MIT
"""
import sys
import sysconfig

prefix = sys.argv[1].rstrip("/")
version = f"python{sys.version_info.major}.{sys.version_info.minor}"
usual = [f"{prefix}/lib/{version}/dist-packages", f"{prefix}/lib/python3/dist-packages",
         f"{prefix}/lib/{version}/site-packages"]
searched = [sysconfig.get_path("platlib"), *sys.path]
print(next((folder for folder in usual if folder in searched), usual[-1]))
