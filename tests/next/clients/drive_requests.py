"""Asks with Python's requests. SPDX-License-Identifier: MIT"""
import requests

from drive import drive, fields

session = requests.Session()
drive(requests.__version__, lambda case: session.request(
    case["method"], case["url"], data=case["content"], headers=fields(case), timeout=5).status_code)
