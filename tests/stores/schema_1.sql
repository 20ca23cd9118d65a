-- A store of schema 1 with three reports, as Dateline wrote it before stories were grouped.
CREATE TABLE about (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE TABLE actors (
	id VARCHAR NOT NULL, 
	record JSON NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE articles (
	id VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	title TEXT NOT NULL, 
	url TEXT, 
	publisher TEXT, 
	published DATE, 
	date_source VARCHAR, 
	language VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE places (
	id VARCHAR NOT NULL, 
	name TEXT NOT NULL, 
	lat FLOAT NOT NULL, 
	lon FLOAT NOT NULL, 
	kind VARCHAR NOT NULL, 
	country VARCHAR NOT NULL, 
	admin1 TEXT NOT NULL, 
	admin2 TEXT NOT NULL, 
	population INTEGER NOT NULL, 
	uncertainty_km FLOAT NOT NULL, 
	source VARCHAR NOT NULL, 
	geonameid INTEGER, 
	feature VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE sentences (
	article_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	told BOOLEAN NOT NULL, 
	first_day DATE, 
	last_day DATE, 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
CREATE TABLE mentions (
	id INTEGER NOT NULL, 
	article_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	place_id VARCHAR, 
	first_day DATE, 
	last_day DATE, 
	record JSON NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE, 
	FOREIGN KEY(place_id) REFERENCES places (id)
);
CREATE TABLE changes (
	id VARCHAR NOT NULL, 
	article_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	first_day DATE, 
	last_day DATE, 
	record JSON NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
CREATE TABLE distances (
	id VARCHAR NOT NULL, 
	article_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	verdict VARCHAR NOT NULL, 
	first_day DATE, 
	last_day DATE, 
	record JSON NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
CREATE TABLE change_actors (
	change_id VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	actor TEXT NOT NULL, 
	PRIMARY KEY (change_id, role), 
	FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
CREATE TABLE change_places (
	change_id VARCHAR NOT NULL, 
	place_id VARCHAR NOT NULL, 
	PRIMARY KEY (change_id, place_id), 
	FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE, 
	FOREIGN KEY(place_id) REFERENCES places (id)
);
CREATE TABLE distance_places (
	distance_id VARCHAR NOT NULL, 
	place_id VARCHAR NOT NULL, 
	PRIMARY KEY (distance_id, place_id), 
	FOREIGN KEY(distance_id) REFERENCES distances (id) ON DELETE CASCADE, 
	FOREIGN KEY(place_id) REFERENCES places (id)
);
INSERT INTO "about" VALUES('schema','1');
INSERT INTO "actors" VALUES('is','{"id": "is", "name": "Islamic State", "kind": "rebel", "country": "", "allies": []}');
INSERT INTO "actors" VALUES('sdf','{"id": "sdf", "name": "Syrian Democratic Forces", "kind": "rebel", "country": "SY", "allies": []}');
INSERT INTO "articles" VALUES('a1','45080e852c83097b1758ddc838a34b8e0dde6e0445ea04b56c41ddc61f0050d5','The fall','https://example.org/1','Sample agency','2016-11-03',NULL,'en','ISIS seized Raqqa, 160 km from Aleppo, in the spring of 2013, Reuters reported.');
INSERT INTO "articles" VALUES('a2','ec5ebf66624e7c18ca50009178d67bcac2753935ca5ebf5f187aec534c06238c','Retaken',NULL,'Sample daily','2017-10-17',NULL,'en','The SDF retook Raqqa from ISIS on Tuesday.');
INSERT INTO "articles" VALUES('a3','547c60be70b67f28e234daccb82eb5eafcb7e640b8371db8db4d6426c3cf9131','Plans',NULL,'Sample daily','2016-10-01',NULL,'en','The tribes plan to free Mosul and Bab al-Nasr.');
INSERT INTO "places" VALUES('gn:170063','Aleppo',36.2012,37.1612,'settlement','SY','Aleppo','',1602264,5.0,'geonames',170063,'PPLA');
INSERT INTO "places" VALUES('gn:172955','Raqqa',35.9528,39.0079,'settlement','SY','Raqqa','',177636,3.0,'geonames',172955,'PPLA');
INSERT INTO "places" VALUES('gn:99072','Mosul',36.335,43.1189,'settlement','IQ','Nineveh','',1739800,5.0,'geonames',99072,'PPLA');
INSERT INTO "sentences" VALUES('a1',0,0,79,'ISIS seized Raqqa, 160 km from Aleppo, in the spring of 2013, Reuters reported.',TRUE,'2013-03-01','2013-05-31');
INSERT INTO "sentences" VALUES('a2',0,0,42,'The SDF retook Raqqa from ISIS on Tuesday.',TRUE,'2017-10-17','2017-10-17');
INSERT INTO "sentences" VALUES('a3',0,0,46,'The tribes plan to free Mosul and Bab al-Nasr.',TRUE,'2016-10-01','2016-10-01');
INSERT INTO "mentions" VALUES(1,'a1',0,'gn:172955','2013-03-01','2013-05-31','{"sentence": 0, "start": 12, "end": 17, "text": "Raqqa", "place": null, "score": 0.9, "reasons": ["the only place of that name"], "candidates": [["gn:170063", 0.1, ["the second largest of the name"]]]}');
INSERT INTO "mentions" VALUES(2,'a1',0,'gn:170063','2013-03-01','2013-05-31','{"sentence": 0, "start": 31, "end": 37, "text": "Aleppo", "place": null, "score": 0.9, "reasons": ["the only place of that name"], "candidates": [["gn:170063", 0.1, ["the second largest of the name"]]]}');
INSERT INTO "mentions" VALUES(3,'a2',0,'gn:172955','2017-10-17','2017-10-17','{"sentence": 0, "start": 15, "end": 20, "text": "Raqqa", "place": null, "score": 0.9, "reasons": ["the only place of that name"], "candidates": [["gn:170063", 0.1, ["the second largest of the name"]]]}');
INSERT INTO "mentions" VALUES(4,'a3',0,'gn:99072','2016-10-01','2016-10-01','{"sentence": 0, "start": 24, "end": 29, "text": "Mosul", "place": null, "score": 0.9, "reasons": ["the only place of that name"], "candidates": [["gn:170063", 0.1, ["the second largest of the name"]]]}');
INSERT INTO "mentions" VALUES(5,'a3',0,NULL,'2016-10-01','2016-10-01','{"sentence": 0, "start": 34, "end": 45, "text": "Bab al-Nasr", "place": null, "score": 0.0, "reasons": ["the only place of that name"], "candidates": [["gn:170063", 0.1, ["the second largest of the name"]]]}');
INSERT INTO "changes" VALUES('a8e652d4c02fdfe3a775','a1',0,'seize','completed','2013-03-01','2013-05-31','{"kind": "seize", "status": "completed", "gained_by": {"start": 0, "end": 4, "text": "ISIS", "actor": {"id": "is", "name": "Islamic State", "kind": "rebel", "country": "", "allies": []}, "method": "dictionary"}, "lost_by": null, "held_by": null, "places": [{"sentence": 0, "start": 12, "end": 17, "text": "Raqqa", "place": {"id": "gn:172955", "name": "Raqqa", "lat": 35.9528, "lon": 39.0079, "kind": "settlement", "country": "SY", "admin1": "Raqqa", "admin2": "", "population": 177636, "uncertainty_km": 3, "source": "geonames", "geonameid": 172955, "feature": "PPLA"}, "score": 0.9, "reasons": ["the only place of that name"], "candidates": []}], "when": {"start": "2013-03-01", "end": "2013-06-01", "granularity": "season", "basis": "explicit", "text": "the spring of 2013", "start_offset": null, "end_offset": null, "future": false}, "attribution": {"start": 62, "end": 69, "text": "Reuters", "kind": "media", "mode": "indirect", "cue": "reported", "actor": null}, "trigger": {"start": 5, "end": 11, "text": "seized"}, "confidence": 0.9, "evidence": {"article_id": "a1", "sentence": 0, "start": 5, "end": 11, "quote": "seized", "rule": "seize"}, "reasons": [], "extent": "whole"}');
INSERT INTO "changes" VALUES('5e90367223ac4be9dc93','a2',0,'regain','completed','2017-10-17','2017-10-17','{"kind": "regain", "status": "completed", "gained_by": {"start": 4, "end": 7, "text": "SDF", "actor": {"id": "sdf", "name": "Syrian Democratic Forces", "kind": "rebel", "country": "SY", "allies": []}, "method": "dictionary"}, "lost_by": {"start": 26, "end": 30, "text": "ISIS", "actor": {"id": "is", "name": "Islamic State", "kind": "rebel", "country": "", "allies": []}, "method": "dictionary"}, "held_by": null, "places": [{"sentence": 0, "start": 15, "end": 20, "text": "Raqqa", "place": {"id": "gn:172955", "name": "Raqqa", "lat": 35.9528, "lon": 39.0079, "kind": "settlement", "country": "SY", "admin1": "Raqqa", "admin2": "", "population": 177636, "uncertainty_km": 3, "source": "geonames", "geonameid": 172955, "feature": "PPLA"}, "score": 0.9, "reasons": ["the only place of that name"], "candidates": []}], "when": {"start": "2017-10-17", "end": "2017-10-18", "granularity": "day", "basis": "relative", "text": "Tuesday", "start_offset": null, "end_offset": null, "future": false}, "attribution": null, "trigger": {"start": 8, "end": 14, "text": "retook"}, "confidence": 0.9, "evidence": {"article_id": "a2", "sentence": 0, "start": 8, "end": 14, "quote": "retook", "rule": "seize"}, "reasons": [], "extent": "whole"}');
INSERT INTO "changes" VALUES('5943aa56328dc5a649a2','a3',0,'regain','planned','2016-10-01','2016-10-01','{"kind": "regain", "status": "planned", "gained_by": {"start": 0, "end": 10, "text": "The tribes", "actor": null, "method": "unresolved"}, "lost_by": null, "held_by": null, "places": [{"sentence": 0, "start": 24, "end": 29, "text": "Mosul", "place": {"id": "gn:99072", "name": "Mosul", "lat": 36.335, "lon": 43.1189, "kind": "settlement", "country": "IQ", "admin1": "Nineveh", "admin2": "", "population": 1739800, "uncertainty_km": 5, "source": "geonames", "geonameid": 99072, "feature": "PPLA"}, "score": 0.9, "reasons": ["the only place of that name"], "candidates": []}], "when": null, "attribution": null, "trigger": {"start": 19, "end": 23, "text": "free"}, "confidence": 0.9, "evidence": {"article_id": "a3", "sentence": 0, "start": 19, "end": 23, "quote": "free", "rule": "seize"}, "reasons": [], "extent": "whole"}');
INSERT INTO "distances" VALUES('edef62d4969c200bb10a','a1',0,'agrees','2013-03-01','2013-05-31','{"start": 19, "end": 25, "text": "160 km", "value": 160, "unit": "km", "km": 160, "bearing": null, "approximate": false, "from": {"sentence": 0, "start": 31, "end": 37, "text": "Aleppo", "place": {"id": "gn:170063", "name": "Aleppo", "lat": 36.2012, "lon": 37.1612, "kind": "settlement", "country": "SY", "admin1": "Aleppo", "admin2": "", "population": 1602264, "uncertainty_km": 5, "source": "geonames", "geonameid": 170063, "feature": "PPLA"}, "score": 0.9, "reasons": ["the only place of that name"], "candidates": []}, "of": {"sentence": 0, "start": 12, "end": 17, "text": "Raqqa", "place": {"id": "gn:172955", "name": "Raqqa", "lat": 35.9528, "lon": 39.0079, "kind": "settlement", "country": "SY", "admin1": "Raqqa", "admin2": "", "population": 177636, "uncertainty_km": 3, "source": "geonames", "geonameid": 172955, "feature": "PPLA"}, "score": 0.9, "reasons": ["the only place of that name"], "candidates": []}, "evidence": {"article_id": "a1", "sentence": 0, "start": 19, "end": 37, "quote": "160 km from Aleppo", "rule": "distance"}, "measured_km": 168.6, "deviation_km": 8.6, "verdict": "agrees", "reasons": [], "limit": "", "low_km": null, "high_km": null}');
INSERT INTO "change_actors" VALUES('a8e652d4c02fdfe3a775','gained_by','is');
INSERT INTO "change_actors" VALUES('5e90367223ac4be9dc93','gained_by','sdf');
INSERT INTO "change_actors" VALUES('5e90367223ac4be9dc93','lost_by','is');
INSERT INTO "change_actors" VALUES('5943aa56328dc5a649a2','gained_by','The tribes');
INSERT INTO "change_places" VALUES('a8e652d4c02fdfe3a775','gn:172955');
INSERT INTO "change_places" VALUES('5e90367223ac4be9dc93','gn:172955');
INSERT INTO "change_places" VALUES('5943aa56328dc5a649a2','gn:99072');
INSERT INTO "distance_places" VALUES('edef62d4969c200bb10a','gn:170063');
INSERT INTO "distance_places" VALUES('edef62d4969c200bb10a','gn:172955');
CREATE UNIQUE INDEX sentences_of_article ON sentences (article_id, position);
CREATE INDEX mentions_of_article ON mentions (article_id, position);
CREATE INDEX mentions_of_place ON mentions (place_id, first_day, last_day, article_id, position);
CREATE INDEX changes_of_article ON changes (article_id, position);
CREATE INDEX changes_by_day ON changes (first_day, last_day);
CREATE INDEX distances_of_article ON distances (article_id, position);
CREATE INDEX changes_of_place ON change_places (place_id, change_id);
CREATE INDEX changes_of_actor ON change_actors (actor, change_id);
CREATE INDEX distances_of_place ON distance_places (place_id, distance_id);
