// What the search says. Sphinx's own Hebrew catalogue says nothing at all in most of these places.
Documentation.addTranslations({
  locale: "he",
  plural_expr: "(n === 1) ? 0 : 1",
  messages: {
    ", in ": ", בתוך ",
    "Hide Search Matches": "להסתיר את סימוני החיפוש",
    "Preparing search...": "מכינים את החיפוש...",
    "Search": "חיפוש",
    "Search Page": "דף החיפוש",
    "Search Results": "תוצאות החיפוש",
    "Search finished, found one page matching the search query.": [
      "נמצא עמוד אחד.",
      "נמצאו ${resultCount} עמודים.",
    ],
    "Searching": "מחפשים",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "לא נמצא דבר. כדאי לבדוק את הכתיב או לחפש מילה אחרת.",
  },
});
