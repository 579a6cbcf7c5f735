/** Written by `npm run schemas` out of the schemas of the tools; a test tells when it is stale. Types only. */
/** The tools of the toolkit `text`. */
export interface TextTools {
  /** Cuts a text into chunks at borders of paragraphs, sentences or words. Nothing is lost, and no visible character is cut. */
  readonly "text_chunk": {
    readonly input: {
      /** At most 4,194,304 characters. */
      readonly "text": string;
      /** Code points of a chunk at most. */
      readonly "max_characters": number;
      /** Code points of a chunk that the next one begins with, at most: up to half of max_characters. */
      readonly "overlap"?: number;
      /** The largest border to cut at; where there is none, the next smaller one. "character" cuts at a fixed length. */
      readonly "unit"?: "paragraph" | "sentence" | "word" | "character";
    };
    readonly output: {
      /** In order; what each adds to those before it gives the text. */
      readonly "chunks": readonly ({ readonly "index": number; readonly "text": string; readonly "start": number; readonly "end": number })[];
      /** How many they are. */
      readonly "count": number;
    };
  };
}
