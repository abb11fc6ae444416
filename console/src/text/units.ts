/** Units of KPIs and targets, which the service says in Chinese, in English. What counts things of a named kind needs none. */
const ENGLISH: Readonly<Record<string, string>> = {
  件: "parcels",
  个: "",
  家: "firms",
  人: "people",
  场: "events",
  元: "CNY",
  "元/件": "CNY a parcel",
  "件/万件": "per 10,000",
  "件/百万件": "per million",
  "件/日": "parcels a day",
  "件/趟": "parcels a trip",
  趟: "trips",
  "趟/辆·日": "trips a vehicle and day",
  公里: "km",
  平方米: "m²",
  日: "days",
  个月: "months",
  年: "years",
  小时: "hours",
  分钟: "minutes",
  公斤: "kg",
};

export const unitText = (unit: string, language: string): string =>
  language === "en" ? (ENGLISH[unit] ?? unit) : unit;

const NUMERALS = "一二三四五六七八九";

/** Where something stands in the city's plan: 四、（一）1 is 4(1)1 in English. */
export const paragraphText = (paragraph: string, language: string): string =>
  language === "en"
    ? paragraph
        .replace(/[一二三四五六七八九]/g, (numeral) => String(NUMERALS.indexOf(numeral) + 1))
        .replace(/（/g, "(")
        .replace(/）/g, ")")
        .replace(/、/g, "")
    : paragraph;

/** Festivals and shopping events, which forecasts name in Chinese, in English. */
const EVENTS: Readonly<Record<string, string>> = {
  元旦: "New Year",
  春节: "Spring Festival",
  清明节: "Qingming",
  劳动节: "Labour Day",
  端午节: "Dragon Boat Festival",
  中秋节: "Mid-Autumn Festival",
  国庆节: "National Day",
  双11: "Double 11",
  双12: "Double 12",
  年货节: "New Year goods",
};

export const eventText = (event: string, language: string): string =>
  language === "en" ? (EVENTS[event] ?? event) : event;
