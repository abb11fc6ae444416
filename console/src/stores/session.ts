import { readonly, ref } from "vue";
import * as yunce from "@/api/yunce";
import { ApiError, whenUnauthorized } from "@/api/http";
import type { Session } from "@/api/types";

const session = ref<Session | null>(null);
/** True once somebody was signed in and the service no longer knows them. */
const expired = ref(false);

whenUnauthorized(() => {
  expired.value = session.value !== null;
  session.value = null;
});

async function restore(): Promise<void> {
  try {
    session.value = await yunce.findSession();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

async function signIn(user: string, password: string): Promise<void> {
  session.value = await yunce.signIn(user, password);
  expired.value = false;
}

async function signOut(): Promise<void> {
  try {
    await yunce.signOut();
  } finally {
    session.value = null;
    expired.value = false;
  }
}

export function useSession() {
  return { session: readonly(session), expired: readonly(expired), restore, signIn, signOut };
}
