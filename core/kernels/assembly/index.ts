export { dot } from './dot';
export { pack32, pack64, widen } from './pack';
export { tile4x4, tile6x4, tile6x8 } from './tile';
