import { describe, expect, it } from "vitest";
import { ref } from "vue";
import { useChoice } from "./choice";

describe("a choice", () => {
  const options = ref(["a", "b"]);
  const choice = useChoice(
    () => options.value,
    (all) => all[0] ?? null,
  );

  it("is the preferred one until a person chooses, and again when theirs is gone", () => {
    expect(choice.value).toBe("a");
    choice.value = "b";
    expect(choice.value).toBe("b");
    options.value = ["c"];
    expect(choice.value).toBe("c");
    options.value = ["c", "b"];
    expect(choice.value).toBe("b");
    options.value = [];
    expect(choice.value).toBeNull();
  });
});
