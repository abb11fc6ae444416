import { computed, ref, watch } from "vue";
import * as yunce from "@/api/yunce";
import type { Direction, Tier } from "@/api/types";
import { useChoice } from "@/stores/choice";
import { useResource } from "@/stores/resource";
import { useStatus } from "@/stores/status";

const TIERS: readonly Tier[] = ["CITY", "COUNTY", "TOWNSHIP", "VILLAGE"];

/** The outlets of the tree of tiers: those of a tier or below one of them, which of them is chosen, and the ways up and down. */
export function useOutlets(day: () => string | null) {
  const { publication } = useStatus();
  const tier = ref<Tier>("COUNTY");
  const direction = ref<Direction>("DELIVERY");
  /** The node whose places below it are ranked; null for all of the tier. */
  const parent = ref<string | null>(null);

  const nodes = useResource(
    () => {
      const date = day();
      return date === null
        ? null
        : { publication: publication.value, day: date, tier: tier.value, direction: direction.value };
    },
    (key, signal) => yunce.listNodeForecasts(key.day, key.tier, key.direction, signal),
  );
  const network = useResource(
    () => ({ publication: publication.value }),
    (_, signal) => yunce.listNodes(undefined, signal),
  );
  const byId = computed(() => new Map((network.data.value ?? []).map((item) => [item.id, item])));
  const within = computed(() =>
    (nodes.data.value ?? []).filter(
      (item) => parent.value === null || byId.value.get(item.nodeId)?.parentId === parent.value,
    ),
  );
  const node = useChoice(
    () => within.value.map((item) => item.nodeId),
    (all) => all[0] ?? null,
  );
  /** The nodes above the chosen one, city first. */
  const path = computed(() => {
    const above = [];
    let at = node.value === null ? undefined : byId.value.get(node.value);
    while (at?.parentId != null && above.length < TIERS.length) {
      at = byId.value.get(at.parentId);
      if (at !== undefined) above.unshift(at);
    }
    return above;
  });
  /** The tier below the chosen node, where anything lies there. */
  const below = computed(() => {
    const lower = TIERS[TIERS.indexOf(tier.value) + 1];
    const some = node.value !== null && (network.data.value ?? []).some((item) => item.parentId === node.value);
    return some ? lower : undefined;
  });

  function changeTier(to: Tier): void {
    parent.value = null;
    tier.value = to;
  }

  /** Shows a node above the chosen one. */
  function climb(id: string): void {
    const up = byId.value.get(id);
    if (up === undefined) return;
    tier.value = up.tier;
    parent.value = up.parentId;
    node.value = id;
  }

  /** Ranks what lies below the chosen node. */
  function descend(): void {
    if (below.value === undefined) return;
    parent.value = node.value;
    tier.value = below.value;
  }

  /** What a link leads to, whose tier is known once the network is there. */
  const wanted = ref<string | null>(null);
  watch([byId, wanted], ([nodesById, id]) => {
    const found = id === null ? undefined : nodesById.get(id);
    if (found === undefined) return;
    wanted.value = null;
    if (found.tier !== tier.value) changeTier(found.tier);
  });

  /** Shows what a link's parameters name. */
  function follow(query: Record<string, unknown>): void {
    const named = TIERS.find((one) => one === query.tier);
    if (named !== undefined) changeTier(named);
    if (query.direction === "PICKUP" || query.direction === "DELIVERY") direction.value = query.direction;
    if (typeof query.node === "string") wanted.value = node.value = query.node;
  }

  return {
    TIERS,
    tier,
    direction,
    nodes,
    network,
    byId,
    within,
    node,
    path,
    below,
    changeTier,
    climb,
    descend,
    follow,
  };
}
