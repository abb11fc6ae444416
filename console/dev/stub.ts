import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";

/** Made-up answers for `npm run dev` without a service. Never part of the build. */
export function stub(): Plugin {
  return {
    name: "yunce-stub",
    apply: "serve",
    configureServer: ({ middlewares }) => serve(middlewares),
    configurePreviewServer: ({ middlewares }) => serve(middlewares),
  };
}

function serve(middlewares: Connect.Server): void {
  middlewares.use("/api/v1", (request, response) => void answer(request, response));
}

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const day = (offset: number) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);
const counties = ["青川", "临江", "安平", "云山", "石桥", "永宁", "清河", "白沙"];
const names: Record<string, string[]> = {
  CITY: ["市级分拨中心"],
  COUNTY: counties.map((name) => `${name}县共配园区`),
  TOWNSHIP: Array.from({ length: 120 }, (_, i) => `${counties[i % 8]}第${i + 1}镇服务站`),
  VILLAGE: Array.from({ length: 900 }, (_, i) => `${counties[i % 8]}第${i + 1}村服务点`),
};
const base: Record<string, number> = { CITY: 412_000, COUNTY: 38_000, TOWNSHIP: 1_900, VILLAGE: 140 };
const mean = (tier: string, index: number, offset: number) =>
  (base[tier]! / (1 + index / 6)) * (1 + 0.12 * Math.sin((offset * 2 * Math.PI) / 7) + 0.04 * Math.sin(offset * 7.3));
const point = (tier: string, index: number, direction: string, offset: number) => {
  const value = mean(tier, index, offset);
  const spread = (factor: number) => value * factor * (1 + Math.max(0, offset) * 0.06);
  return {
    nodeId: `${tier}-${index}`,
    nodeName: names[tier]![index],
    tier,
    direction,
    date: day(offset),
    mean: value,
    intervals: [80, 95].map((levelPercent) => ({
      levelPercent,
      lo: value - spread(levelPercent === 80 ? 0.06 : 0.1),
      hi: value + spread(levelPercent === 80 ? 0.06 : 0.1),
    })),
    model: "ETS(A,N,A)",
  };
};
const trips = Array.from({ length: 420 }, (_, i) => {
  const wave = i % 3 === 0 ? "1400" : "0600";
  const minute = wave === "1400" ? 660 + ((i * 7) % 180) : (i * 11) % 360;
  const lines = i % 5 === 0 ? 2 : 1;
  const loads = Array.from({ length: lines }, (_, k) => ({
    line: `场地${(i % 4) + 1} - 站点${(i % 90) + k + 1} - ${wave}`,
    parcels: 400 + ((i * 37) % 600) / lines,
  }));
  return {
    id: `T${String(i + 1).padStart(4, "0")}`,
    fleet: `车队${(i % 6) + 1}`,
    loads,
    departure: `${day(1)}T${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`,
    container: i % 4 === 0,
    vehicle: i % 4 === 1 ? null : `车队${(i % 6) + 1}-${String((i % 29) + 1).padStart(2, "0")}`,
    parcels: loads.reduce((sum, load) => sum + load.parcels, 0),
    reason: i % 4 === 1 ? "外部：此时没有空闲的自有车" : lines > 1 ? "串点：两条线路余量合装" : "满载发车",
  };
});
const text =
  "邮件、快件在寄递过程中发生延误、丢失、损毁和内件短少，按照约定赔偿。\n未作约定的，适用有关民事法律的规定。企业与寄件人对保价邮件、快件的赔偿另有约定的，从其约定。";

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://stub");
  const query = (name: string) => url.searchParams.get(name) ?? "";
  const json = (value: unknown, status = 200) => {
    const type = status < 400 ? "application/json" : "application/problem+json";
    response.writeHead(status, { "Content-Type": type }).end(JSON.stringify(value));
  };
  const [, first = "", second = "", third = ""] = url.pathname.split("/").map(decodeURIComponent);
  let body = "";
  for await (const chunk of request) body += chunk;

  if (first === "session" && request.method === "POST") {
    const { user, password } = JSON.parse(body);
    if (password !== "demo") return json({ title: "Unauthorized", status: 401, detail: "用户名或密码不对" }, 401);
    response.setHeader("Set-Cookie", `stub=${encodeURIComponent(user)}; Path=/; HttpOnly`);
    return json({ user, role: "DISPATCHER" });
  }
  const user = /stub=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
  if (user === undefined) return json({ title: "Unauthorized", status: 401, detail: "请先登录" }, 401);
  if (first === "session" && request.method === "DELETE") {
    return void response.writeHead(204, { "Set-Cookie": "stub=; Path=/; Max-Age=0" }).end();
  }
  if (first === "session") return json({ user: decodeURIComponent(user), role: "DISPATCHER" });
  if (first === "status")
    return json({
      synthetic: true,
      dataCutOff: day(0),
      runId: 17,
      publishedAt: `${day(0)}T13:04:00Z`,
      model: { name: "qwen2.5-coder-1.5b-instruct-q4_k_m", state: "READY" },
      documents: 13,
    });
  if (first === "runs") return json([]);
  if (first === "network")
    return json(names[query("tier")]!.map((name, i) => ({ id: `${query("tier")}-${i}`, name, tier: query("tier") })));
  if (first === "forecasts" && second === "days") return json([1, 2, 3, 4, 5, 6, 7].map(day));
  if (first === "forecasts" && second === "lines")
    return json(
      Array.from({ length: 40 }, (_, i) => ({
        line: `场地${(i % 4) + 1} - 站点${i + 1} - ${query("wave")}`,
        date: query("date"),
        parcels: 4200 / (1 + i / 5),
        intervals: point("CITY", i, "DELIVERY", 1).intervals.map((interval) => ({
          levelPercent: interval.levelPercent,
          lo: (4200 / (1 + i / 5)) * 0.9,
          hi: (4200 / (1 + i / 5)) * 1.1,
        })),
        profile: Array.from({ length: 18 }, (_, k) => 100 * Math.exp(-(((k - 9 - (i % 5)) / 5) ** 2))),
        basis: `预知量 ${Math.round(3200 / (1 + i / 5))} × 比率 1.31`,
      })),
    );
  if (first === "forecasts" && third !== "") {
    const [tier = "", index = "0"] = third.split("-");
    return json({
      node: { id: third, name: names[tier]![Number(index)], tier },
      direction: query("direction"),
      history: Array.from({ length: 60 }, (_, i) => ({
        date: day(i - 59),
        parcels: Math.round(mean(tier, Number(index), i - 59)),
      })),
      forecast: [1, 2, 3, 4, 5, 6, 7].map((offset) => point(tier, Number(index), query("direction"), offset)),
      synthetic: true,
      runId: 17,
    });
  }
  if (first === "forecasts") {
    const offset = Math.round((Date.parse(query("date")) - Date.parse(today)) / 86_400_000);
    return json(names[query("tier")]!.map((_, i) => point(query("tier"), i, query("direction"), offset)));
  }
  if (first === "schedules" && second === "") return json([day(1), day(0)]);
  if (first === "schedules") {
    if (second !== day(1)) return json({ title: "Not Found", status: 404, detail: `${second} 没有班次计划` }, 404);
    const own = trips.filter((trip) => trip.vehicle !== null).length;
    const kpis = {
      totalCost: 79213.5,
      lowerBound: 77120,
      ownVehicleTurnover: 2.41,
      parcelsPerVehicle: 812.4,
      ownVehicles: 131,
    };
    const counts = { ownTrips: own, externalTrips: trips.length - own, combinedTrips: 84, parcels: 341_208 };
    return json({ date: second, synthetic: true, runId: 17, kpis: { ...kpis, ...counts }, trips });
  }
  if (first === "articles")
    return json({
      id: second,
      law: "快递暂行条例",
      version: "2019-03-02",
      inForce: true,
      article: "第二十七条",
      heading: ["第三章 经营主体", "第四章 快递服务"],
      text,
      synthetic: false,
    });
  if (first === "ask") {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    const send = (event: string, data: unknown) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    const wait = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
    const question: string = JSON.parse(body).question;
    const refused = question.includes("股票");
    const say = refused
      ? "这个问题不在物流法规、件量和班次的范围内，我没有可靠的依据来回答。"
      : "没有保价的快件丢失后，先看您与快递企业的约定；没有约定的，按民事法律的有关规定赔偿。预测件量为 4,200 件。";
    for (const step of ["理解问题…", "检索法规…"]) {
      send("step", { step });
      await wait(500);
    }
    for (const piece of say.match(/.{1,4}/gs) ?? []) {
      if (response.destroyed) return;
      send("text", { piece });
      await wait(60);
    }
    send("answer", {
      answer: say,
      refused,
      route: refused ? "OUT_OF_SCOPE" : "POLICY",
      citations: refused
        ? []
        : [
            {
              articleId: "a27",
              law: "快递暂行条例",
              version: "2019-03-02",
              article: "第二十七条",
              quote: "按照约定赔偿。\n未作约定的，适用有关民事法律的规定。",
            },
          ],
      numbers: refused
        ? []
        : [{ value: "4,200", unit: "件", source: "forecast_volume · 批次 17 · 数据截至 " + day(0) }],
      calls: [],
      query: {},
      choices: refused ? ["快件丢失未保价怎么赔？", "明天14点波次最忙的五条线路？"] : [],
      millis: 2140,
    });
    return void response.end();
  }
  json({ title: "Not Found", status: 404 }, 404);
}
