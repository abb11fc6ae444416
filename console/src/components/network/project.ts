import type { NetworkNode } from "@/api/types";

/** A place in kilometres east and north of an origin. */
export interface Place {
  id: string;
  x: number;
  y: number;
}

const KM_PER_DEGREE = 111.2;

/** Places on a plane around their middle, good to a few metres per kilometre over a county; nodes without coordinates are left out. */
export function projected(nodes: readonly NetworkNode[]): Map<string, Place> {
  const placed = nodes.flatMap((node) =>
    node.longitude === null || node.latitude === null
      ? []
      : [{ id: node.id, longitude: node.longitude, latitude: node.latitude }],
  );
  if (placed.length === 0) return new Map();
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const longitude = middle(placed.map((one) => one.longitude));
  const latitude = middle(placed.map((one) => one.latitude));
  const narrow = Math.cos((latitude * Math.PI) / 180);
  return new Map(
    placed.map((one) => [
      one.id,
      {
        id: one.id,
        x: (one.longitude - longitude) * narrow * KM_PER_DEGREE,
        y: (one.latitude - latitude) * KM_PER_DEGREE,
      },
    ]),
  );
}

/** Half the side of a square around the origin that holds all places, with a margin. */
export function reach(places: Iterable<Place>): number {
  const most = Math.max(0.5, ...[...places].flatMap((place) => [Math.abs(place.x), Math.abs(place.y)]));
  return Math.ceil(most * 1.12);
}
