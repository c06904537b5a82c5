/** The two channels between page and app; apart from the contract so that the preload stays a few lines. */

export const callChannel = 'starcard:call';
export const eventChannel = 'starcard:event';
