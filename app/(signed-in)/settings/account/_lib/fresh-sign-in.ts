/** An export asks for a sign-in of the last minutes, so that an unattended browser gives nothing away. */
export const FRESH_SIGN_IN_MINUTES = 10
