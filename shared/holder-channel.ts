/** The channel to the holder's window; apart from the others, so that no preload shares a file with another. */

export const holderChannel = 'starcard:holder';
