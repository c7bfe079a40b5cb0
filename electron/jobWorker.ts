import { parentPort } from 'node:worker_threads';
import { type JobPort, serveJobs } from '#core/engine/worker.ts';

if (parentPort) serveJobs(parentPort as JobPort, (fault) => console.error(fault));
