/** The channels between pages and app; apart from the contract so that the preload stays a few lines. */

export const callChannel = 'starcard:call';
export const eventChannel = 'starcard:event';
/** To the holder's window, which has nothing else. */
export const holderChannel = 'starcard:holder';
