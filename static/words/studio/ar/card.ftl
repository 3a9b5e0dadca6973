### The page of a card to print: what surrounds the card. The card itself is in the words of guests.

cardpage-title = البطاقة · { $name }
cardpage-gone = لم يعد هذا الرابط موجودًا. أنشئ رابطًا جديدًا.
cardpage-sign-in-first = سجّل الدخول إلى الاستوديو أولًا ثم عُد إلى هذه الصفحة.
cardpage-sign-in = تسجيل الدخول
cardpage-controls = إعدادات البطاقة
cardpage-language = لغة البطاقة
cardpage-missing = تعذّر تحميل هذه اللغة. تحقّق من الاتصال واخترها مرة أخرى.
cardpage-pin = رمز PIN للطباعة (اختياري)
cardpage-pin-hint = إذا تركته فارغًا فسيُطلب من الضيوف أن يسألوك عنه.
cardpage-print = طباعة
cardpage-paper = A5 دون هوامش. للقص من A4 اطبع صفحتين في كل ورقة.
cardpage-card = بطاقة للطباعة
cardpage-qr = رمز QR للرابط
