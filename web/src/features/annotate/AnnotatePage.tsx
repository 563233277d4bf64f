/** Stands in until the annotation page is there. */
export default function AnnotatePage() {
  return null;
}
