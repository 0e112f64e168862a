// Asks with Node's fetch. SPDX-License-Identifier: MIT
import { createInterface } from "node:readline";

async function ask({ method, url, content }) {
	const headers = { Authorization: "Basic dTpw", ...(content !== null && { "Content-Type": "text/plain" }) };
	const response = await fetch(url, { method, headers, body: content, signal: AbortSignal.timeout(5000) });
	await response.text();
	return response.status;
}

// Debian ships undici beside Node, which then does not know its version.
console.log(JSON.stringify({ version: process.versions.undici ?? `of Node ${process.versions.node}` }));
for await (const line of createInterface({ input: process.stdin })) {
	const { id, ...request } = JSON.parse(line);
	let status = null, error = null;
	try {
		status = await ask(request);
	} catch (thrown) {
		error = `${thrown.name}: ${thrown.cause?.message ?? thrown.message}`;
	}
	console.log(JSON.stringify({ id, status, error }));
}
