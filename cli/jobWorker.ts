import { parentPort } from 'node:worker_threads';
import { type JobPort, serveJobs } from '#core/engine/worker.ts';
import { equipment } from './nodeEquipment.ts';

if (parentPort) serveJobs(parentPort as JobPort, equipment);
