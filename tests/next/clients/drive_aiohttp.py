"""Asks with aiohttp. SPDX-License-Identifier: MIT"""
import asyncio

import aiohttp

from drive import drive, fields


async def ask(case):
    timeout = aiohttp.ClientTimeout(total=5)
    async with aiohttp.request(case["method"], case["url"], data=case["content"], headers=fields(case), timeout=timeout) as response:
        return response.status


drive(aiohttp.__version__, lambda case: asyncio.run(ask(case)))
