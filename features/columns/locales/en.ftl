# Words of the pages of this feature.

columns = Columns
columns-phone = On a wide screen these stand side by side. Here each opens by itself.
column-gone = No longer there
column-gone-text = The list or the search that stood here is gone.
column-empty = Nothing here yet.
column-more-html = Open the whole page<span class="sr">: { $title }</span>
column-remove-html = Remove<span class="sr"> { $title }</span>
column-choose = Add a column
column-source = What it shows
column-list = List: { $title }
column-search = Search: { $query }
column-unknown = Choose what the column shows.
column-added = The column is added.
column-removed = The column is removed.
column-news = New in: %s
