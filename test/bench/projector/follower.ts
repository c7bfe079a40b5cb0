import { parentPort, workerData } from 'node:worker_threads';
import { follow } from '#core/kernels/follower.ts';
import { loadKernels } from '#core/kernels/load.ts';

// A thread of the crew beside the first one.
const { invitation, binary } = workerData;
parentPort?.postMessage('here');
follow(invitation, loadKernels(binary, invitation.memory));
