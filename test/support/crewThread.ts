import { parentPort, workerData } from 'node:worker_threads';
import { follow } from '#core/kernels/follower.ts';
import { loadKernels } from '#core/kernels/load.ts';
import { table } from './crewTasks.ts';

// A follower in a thread of its own, with the tasks of the tests.
const { invitation, binary } = workerData;
parentPort?.postMessage('here');
follow(invitation, loadKernels(binary, invitation.memory), table);
