/** Another run's or a scenario's forecasts beside those in force. */
export interface Beside {
  name: string;
  points: { date: string; mean: number }[];
  /** Days that both forecast. */
  rows: { date: string; inForce: number; other: number }[];
}

/** Puts them side by side; days that only one of them forecasts have a point, but no row. */
export function besideOf(
  name: string,
  inForce: readonly { date: string; mean: number }[],
  other: readonly { date: string; mean: number }[],
): Beside {
  const means = new Map(inForce.map((point) => [point.date, point.mean]));
  return {
    name,
    points: other.map(({ date, mean }) => ({ date, mean })),
    rows: other.flatMap(({ date, mean }) => {
      const own = means.get(date);
      return own === undefined ? [] : [{ date, inForce: own, other: mean }];
    }),
  };
}
