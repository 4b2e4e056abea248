/** Has all scripts of this page or worker believe in another time. */
export function shiftClock(years) {
  const Right = Date;
  const shift = years * 365 * 24 * 3600 * 1000;
  globalThis.Date = class extends Right {
    constructor(...given) {
      super(...(given.length > 0 ? given : [Right.now() + shift]));
    }
    static now() {
      return Right.now() + shift;
    }
  };
}
