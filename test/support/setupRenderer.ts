import { configure } from '@testing-library/react';

// For a machine that is busy with other things; what is there is found at once.
configure({ asyncUtilTimeout: 20_000 });
