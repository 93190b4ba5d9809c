// Asks the server of this container how it is; the image has no shell and no curl for it.
const port = process.env.PORT ?? "3000";
try {
  const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(2000) });
  process.exit(answer.ok ? 0 : 1);
} catch {
  process.exit(1);
}
