import { expect, it } from "vitest";
import { besideOf } from "./beside";

it("puts days side by side that both forecast, and draws all of the other", () => {
  const inForce = [
    { date: "2026-11-26", mean: 10 },
    { date: "2026-11-27", mean: 20 },
  ];
  const other = [
    { date: "2026-11-25", mean: 7 },
    { date: "2026-11-26", mean: 12 },
  ];
  expect(besideOf("#1", inForce, other)).toEqual({
    name: "#1",
    points: other,
    rows: [{ date: "2026-11-26", inForce: 10, other: 12 }],
  });
});
