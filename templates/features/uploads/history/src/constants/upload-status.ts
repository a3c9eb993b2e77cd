/**
 * A file and its record cannot be written in one step. So the record comes first and goes last, and says whether the
 * file counts: whatever is neither `kept` nor young is swept up.
 */
export const uploadStatuses = ['expected', 'kept', 'leaving'] as const;

export type UploadStatus = (typeof uploadStatuses)[number];
