import { describe, expect, it } from "vitest";
import type { NetworkNode } from "@/api/types";
import { projected, reach } from "./project";

function node(id: string, longitude: number | null, latitude: number | null): NetworkNode {
  return { id, name: id, tier: "VILLAGE", parentId: null, longitude, latitude };
}

describe("places on a plane", () => {
  it("keep their distances in kilometres", () => {
    const places = projected([node("a", 106, 31), node("b", 106, 32), node("c", 107, 31.5)]);
    const [a, b, c] = ["a", "b", "c"].map((id) => places.get(id)!);
    expect(b!.y - a!.y).toBeCloseTo(111.2, 6);
    expect(c!.x - a!.x).toBeCloseTo(111.2 * Math.cos((31.5 * Math.PI) / 180), 6);
    expect(a!.x).toBeCloseTo(-c!.x, 9);
  });

  it("leave out what has no coordinates", () => {
    expect([...projected([node("a", null, 31), node("b", 106, 31)]).keys()]).toEqual(["b"]);
    expect(projected([]).size).toBe(0);
  });

  it("fit into a square with a margin", () => {
    expect(reach([{ id: "a", x: -10, y: 3 }])).toBe(12);
    expect(reach([])).toBe(1);
  });
});
