// Before the first paint: the theme chosen on an earlier visit. A policy may forbid storage.
try {
  const choice = localStorage.getItem('theme');
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
} catch {}
// And no word of the page before it has its language.
document.documentElement.dataset.words = 'coming';
