// What this browser keeps for us; where it keeps nothing, as some private windows, the tab does for as long as it lives.

class Store {
  constructor(area) {
    this.memory = new Map();
    try {
      this.area = window[area];
      this.area.setItem("twohats-try", "1");
      this.area.removeItem("twohats-try");
    } catch {
      this.area = null;
    }
  }

  // Whether what is kept outlives the tab.
  get lasts() {
    return this.area !== null;
  }

  get(name) {
    return this.memory.get(name) ?? this.area?.getItem(name) ?? null;
  }

  set(name, value) {
    try {
      if (!this.area) throw new Error("nothing is kept");
      this.area.setItem(name, value);
      this.memory.delete(name);
    } catch {
      this.memory.set(name, value);
    }
  }

  drop(name) {
    this.memory.delete(name);
    this.area?.removeItem(name);
  }

  // The names that begin so, in order.
  names(beginning) {
    const all = new Set([...this.memory.keys(), ...(this.area ? Object.keys(this.area) : [])]);
    return [...all].filter((it) => it.startsWith(beginning)).sort();
  }
}

export const lasting = new Store("localStorage");
export const passing = new Store("sessionStorage");

export function forget(home) {
  for (const store of [lasting, passing])
    for (const name of [home, ...store.names(`${home}-`)]) store.drop(name);
}
