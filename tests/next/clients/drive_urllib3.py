"""Asks with urllib3. SPDX-License-Identifier: MIT"""
import urllib3

from drive import drive, fields

pool = urllib3.PoolManager(timeout=5)
drive(urllib3.__version__, lambda case: pool.request(
    case["method"], case["url"], body=case["content"], headers=fields(case)).status)
