import type { Checked, ReportOptions } from '../result';

/** Turns the result of a check into the whole text of a report. */
export type Report = (checked: Checked, options: ReportOptions) => string;

/** Every report format; each is loaded only when asked for. */
export const reports = {
  text: async (): Promise<Report> => (await import('./text')).textReport,
  json: async (): Promise<Report> => (await import('./json')).jsonReport,
  sarif: async (): Promise<Report> => (await import('./sarif')).sarifReport,
  github: async (): Promise<Report> => (await import('./github')).githubReport,
  junit: async (): Promise<Report> => (await import('./junit')).junitReport,
} as const;
export type Format = keyof typeof reports;
export const formats = Object.keys(reports) as Format[];
