"""Asks with httpx. SPDX-License-Identifier: MIT"""
import httpx

from drive import drive, fields

with httpx.Client(follow_redirects=True, timeout=5) as client:
    drive(httpx.__version__, lambda case: client.request(
        case["method"], case["url"], content=case["content"], headers=fields(case)).status_code)
