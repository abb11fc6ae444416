/** Reads colours of the page from its styles, so that what is drawn follows the theme. */
export function pageColours(): (name: string) => string {
  const styles = getComputedStyle(document.documentElement);
  return (name) => styles.getPropertyValue(`--y-${name}`).trim();
}

export const pageFont = () => getComputedStyle(document.body).fontFamily;
