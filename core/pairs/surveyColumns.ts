/** The columns of a survey, a number per pair. */
export const SURVEY_COLUMNS = [
  'alpha',
  'alphaRow',
  'alphaNull',
  'deltaNorm',
  'base',
  'source',
  'das',
  'row',
  'rowUnit',
  'retained',
  'retainedUnit',
  'baseAlongRow',
  'sourceAlongRow',
  'baseAlongNull',
  'sourceAlongNull',
  'x',
  'y',
  'z',
] as const;

export type SurveyColumn = (typeof SURVEY_COLUMNS)[number];
